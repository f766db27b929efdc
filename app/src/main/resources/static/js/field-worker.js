// Lets the field's pages open without signal: pages and parts come from the net first and from the copy when there is
// none; scripts and styles from the copy first. Copies of pages go when the person signs out.
const PAGES = "field-pages-1", PARTS = "field-parts-1", PATIENCE_MS = 5000;

const FIRST_PAGES = ["/field", "/field/report"];
const FIRST_PARTS = ["/css/chengmai.css", "/css/field.css", "/lib/htmx.min.js", "/js/chengmai.js", "/js/outbox.js", "/js/field.js", "/favicon.svg"];

self.addEventListener("install", (event) => event.waitUntil((async () => {
  await self.skipWaiting();
  await Promise.allSettled([
    ...FIRST_PAGES.map(async (page) => (await caches.open(PAGES)).add(page)),
    ...FIRST_PARTS.map(async (part) => (await caches.open(PARTS)).add(part)),
  ]);
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("field-") && name !== PAGES && name !== PARTS) await caches.delete(name);
  }
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (/^\/((lib|js|css)\/|favicon)/.test(address.pathname)) {
    event.respondWith(copyFirst(event));
  } else if (/^\/field(\/case\/\d+|\/report|\/photo\/.*)?$/.test(address.pathname)) {
    event.respondWith(netFirst(event.request));
  }
});

async function netFirst(request) {
  const copies = await caches.open(PAGES);
  // a part asked for by htmx and the whole page share one address here: both are the whole page
  const key = request.url;
  try {
    const answer = await soon(fetch(request));
    if (answer.type === "opaqueredirect" || answer.redirected) { // to the sign-in page
      await caches.delete(PAGES);
    } else if (answer.ok) {
      await copies.put(key, answer.clone());
    }
    return answer;
  } catch (noNet) {
    const copy = (await copies.match(key)) || (await copies.match(key, { ignoreSearch: true }));
    return copy || Response.error();
  }
}

function soon(answer) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("slow")), PATIENCE_MS);
    answer.then((a) => { clearTimeout(timer); resolve(a); }, (e) => { clearTimeout(timer); reject(e); });
  });
}

async function copyFirst(event) {
  const copies = await caches.open(PARTS);
  const copy = await copies.match(event.request);
  const fresh = fetch(event.request).then((answer) => {
    if (answer.ok) copies.put(event.request, answer.clone());
    return answer;
  });
  if (!copy) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  return copy;
}
