// The outbox: acts done on the phone, kept until the city has them. IndexedDB rather than localStorage, because photos
// belong to the acts and localStorage holds text only. Acts go out in the order in which they were done; the city counts
// an act that arrives twice once, by its id.
const Outbox = (() => {
  const NAME = "chengmai-field", STORE = "acts", LONGEST_SIDE = 1600, PATIENCE_MS = 20000;

  function open() {
    return new Promise((resolve, reject) => {
      const wish = indexedDB.open(NAME, 1);
      wish.onupgradeneeded = () => wish.result.createObjectStore(STORE, { keyPath: "id" });
      wish.onsuccess = () => resolve(wish.result);
      wish.onerror = () => reject(wish.error);
    });
  }

  async function within(mode, work) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const wish = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(wish.result);
        transaction.onerror = () => reject(transaction.error);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  const put = (act) => within("readwrite", (acts) => acts.put(act));
  const remove = (id) => within("readwrite", (acts) => acts.delete(id));

  async function all() {
    const acts = await within("readonly", (store) => store.getAll());
    return acts.sort((a, b) => a.at - b.at);
  }

  /** A photo small enough for a slow net; the file itself where the browser cannot draw it. */
  async function shrink(file) {
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
      return blob || file;
    } catch (undrawable) {
      return file;
    }
  }

  async function add(account, verb, caseId, fields, files) {
    const photos = [];
    for (const file of files) photos.push(await shrink(file));
    // crypto.randomUUID is missing on plain http addresses
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    const act = { id, account, verb, caseId, fields, photos, at: Date.now(), refused: null };
    await put(act);
    return act;
  }

  async function fetchSoon(address, options) {
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), PATIENCE_MS + (options.body ? 60000 : 0));
    try {
      return await fetch(address, { ...options, signal: impatience.signal, credentials: "same-origin" });
    } finally {
      clearTimeout(timer);
    }
  }

  async function session() {
    const answer = await fetchSoon("/field/session", { headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return null;
    if (!answer.ok) throw new Error("busy");
    return answer.json();
  }

  async function send(act, csrf) {
    const body = new FormData();
    body.append("id", act.id);
    body.append("verb", act.verb);
    if (act.caseId) body.append("case", act.caseId);
    body.append("at", String(act.at));
    for (const [name, value] of Object.entries(act.fields)) body.append(name, value);
    act.photos.forEach((photo, i) => body.append("photos", photo, `photo-${i + 1}.jpg`));
    const answer = await fetchSoon("/field/acts", {
      method: "POST", body, headers: { Accept: "application/json", [csrf.header]: csrf.token },
    });
    if (answer.status >= 500 || answer.status === 429) throw new Error("busy");
    const told = await answer.json().catch(() => ({}));
    return answer.ok ? { done: true, told } : { done: false, sentence: told.message || told.detail || String(answer.status) };
  }

  let flushing = null;
  let more = false;

  /** Sends what waits. Answers {sent, refused, signedOut, offline}; never throws: without a net everything simply stays. */
  function flush() {
    more = true; // what was added while acts are on their way goes in the next round
    flushing ??= rounds().finally(() => { flushing = null; });
    return flushing;
  }

  async function rounds() {
    const all = { sent: [], refused: [], signedOut: false, offline: false };
    while (more) {
      more = false;
      const round = await flushOnce();
      all.sent.push(...round.sent);
      all.refused.push(...round.refused);
      all.signedOut = round.signedOut;
      all.offline = Boolean(round.offline);
    }
    return all;
  }

  async function flushOnce() {
    const result = { sent: [], refused: [], signedOut: false };
    try {
      const waiting = (await all()).filter((act) => !act.refused);
      if (waiting.length === 0) return result;
      const here = await session();
      if (here === null) return { ...result, signedOut: true };
      for (const act of waiting) {
        if (act.account !== here.account) continue;
        const { done, told, sentence } = await send(act, here.csrf);
        if (done) {
          await remove(act.id);
          result.sent.push({ ...act, told });
        } else {
          await put({ ...act, refused: sentence });
          result.refused.push({ ...act, refused: sentence });
        }
      }
    } catch (noNet) {
      result.offline = true;
    }
    return result;
  }

  return { add, all, put, remove, flush };
})();
