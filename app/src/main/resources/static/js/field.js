// The field's page: acts go through the outbox whether there is a net or not; the page shows what the city has, and with a
// clear mark what it does not have yet.
(() => {
  const page = document.getElementById("field");
  const words = JSON.parse(document.getElementById("field-words").dataset.words);
  const account = Number(page.dataset.account);
  const AFTER = { take: "HANDLING", arrive: "HANDLING", done: "FED_BACK", giveback: "GIVEN_BACK", pass: "VERIFIED", rework: "REWORKED" };
  let offline = !navigator.onLine, signedOut = false;

  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/field/worker.js", { scope: "/field" }).catch(() => {});

  // --- what the page shows -------------------------------------------------------------------------------------------

  async function show() {
    const acts = (await Outbox.all()).filter((act) => act.account === account);
    const waiting = acts.filter((act) => !act.refused), refused = acts.filter((act) => act.refused);
    const net = document.getElementById("net");
    net.dataset.state = offline ? "off" : "on";
    net.textContent = offline ? words.offline : words.online;
    const bar = document.getElementById("outbox");
    bar.hidden = acts.length === 0 && !signedOut;
    bar.replaceChildren();
    if (signedOut) bar.append(line(words.signedOut, "warn", [["a", words.signIn, "/login"]]));
    if (waiting.length) bar.append(line(words.waiting.replace("{n}", waiting.length), "wait", []));
    for (const act of refused) {
      const item = line(`${words[act.verb] || act.verb}${act.caseId ? " C-" + act.caseId : ""}: ${act.refused}`, "warn", []);
      item.append(button(words.again, async () => { await Outbox.put({ ...act, refused: null }); await send(); }));
      item.append(button(words.drop, async () => { await Outbox.remove(act.id); await show(); }));
      bar.append(item);
    }
    for (const place of document.querySelectorAll("[data-case-state]")) {
      mark(place, waiting.filter((act) => String(act.caseId) === place.dataset.case));
    }
  }

  /** Shows the parts that fit the state: the city's, carried on by the acts that wait. */
  function mark(place, acts) {
    let state = place.dataset.caseState, arrived = place.dataset.arrived === "true";
    for (const act of acts) {
      state = AFTER[act.verb] || state;
      arrived ||= act.verb === "arrive";
    }
    for (const part of place.querySelectorAll("[data-when]")) {
      part.hidden = !part.dataset.when.split(" ").includes(state);
    }
    for (const part of place.querySelectorAll("[data-unless-arrived]")) part.hidden = part.hidden || arrived;
    for (const part of place.querySelectorAll("[data-pending]")) {
      part.hidden = acts.length === 0;
      if (acts.length) part.textContent = words.pending.replace("{act}", acts.map((act) => words[act.verb] || act.verb).join(" → "));
    }
  }

  function line(text, kind, links) {
    const item = document.createElement("div");
    item.className = "outbox-line " + kind;
    item.append(Object.assign(document.createElement("span"), { textContent: text }));
    for (const [tag, label, href] of links) item.append(Object.assign(document.createElement(tag), { textContent: label, href }));
    return item;
  }

  function button(label, act) {
    return Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: label, onclick: act });
  }

  // --- acts ----------------------------------------------------------------------------------------------------------

  page.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    try {
      const fields = {}, files = [];
      for (const [name, value] of new FormData(form, event.submitter)) {
        if (value instanceof File) { if (value.size) files.push(value); } else fields[name] = value;
      }
      if (form.dataset.needsPhoto === "true" && files.length === 0 && fields.outcome !== "EXPLAINED") {
        tell(form, words.needsPhoto);
        return;
      }
      if (form.dataset.locate) Object.assign(fields, await whereAmI());
      await Outbox.add(account, form.dataset.act, form.dataset.case || null, fields, files);
      form.reset();
      for (const shown of form.querySelectorAll(".photos-chosen")) shown.replaceChildren();
      await show();
      await send(form.dataset.act === "report");
    } finally {
      delete form.dataset.busy;
    }
  });

  function tell(form, sentence) {
    let place = form.querySelector(".form-fault");
    if (!place) form.prepend(place = Object.assign(document.createElement("p"), { className: "form-fault", role: "alert" }));
    place.textContent = sentence;
    place.scrollIntoView({ block: "center" });
  }

  /** The phone's position within four seconds, if its owner allows it; nothing otherwise. */
  function whereAmI() {
    return new Promise((resolve) => {
      if (!navigator.geolocation) return resolve({});
      const timer = setTimeout(() => resolve({}), 4000);
      navigator.geolocation.getCurrentPosition(
        (p) => { clearTimeout(timer); resolve({ lon: p.coords.longitude, lat: p.coords.latitude }); },
        () => { clearTimeout(timer); resolve({}); },
        { enableHighAccuracy: true, timeout: 3500, maximumAge: 30000 });
    });
  }

  async function send(leave) {
    const result = await Outbox.flush();
    if (result.offline) offline = true;
    else if (result.sent.length || result.refused.length) offline = false;
    signedOut = result.signedOut;
    await show();
    if (leave && result.sent.some((act) => act.verb === "report")) {
      location.assign("/field?told=" + encodeURIComponent(result.sent.at(-1).told.caseId || ""));
    } else if (result.sent.length || result.refused.length) {
      await refresh(false);
    }
  }

  page.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    const shown = event.target.closest("form").querySelector(".photos-chosen");
    if (!shown) return;
    shown.replaceChildren(...[...event.target.files].map((file) =>
      Object.assign(new Image(), { src: URL.createObjectURL(file), alt: file.name, onload() { URL.revokeObjectURL(this.src); } })));
  });

  // --- live ----------------------------------------------------------------------------------------------------------

  /** Whether somebody has begun to fill in this form. */
  function begun(form) {
    return [...form.querySelectorAll("textarea, input[type=file]")].some((input) => input.type === "file" ? input.files.length : input.value.trim());
  }

  /** Shows the page as the city has it now. Every form that still has a place moves over, for its camera may be open; where
      one that is being filled in has no place any more, the page waits until its owner says so. */
  async function refresh(now) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("field-main");
      if (!fresh) return;
      const moves = [...document.querySelectorAll("#field-main form[data-act]")].map((form) =>
        [form, fresh.querySelector(`form[data-act="${form.dataset.act}"]${form.dataset.case ? `[data-case="${form.dataset.case}"]` : ""}`)]);
      if (!now && moves.some(([form, twin]) => !twin && begun(form))) {
        document.getElementById("fresher").hidden = false;
        return;
      }
      const known = new Set([...document.querySelectorAll("#field-main [data-case]")].map((card) => card.dataset.case));
      const opened = new Set([...document.querySelectorAll("#field-main details[open]")].map((d) => d.id));
      const focused = document.activeElement;
      document.getElementById("field-main").replaceWith(document.adoptNode(fresh));
      for (const [form, twin] of moves) twin?.replaceWith(form);
      if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
      for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
      for (const card of fresh.querySelectorAll(".task[data-case]")) if (!known.has(card.dataset.case)) card.classList.add("fresh");
      document.getElementById("fresher").hidden = true;
      await show();
      keep(fresh);
    } catch (noNet) {
      offline = true;
      await show();
    }
  }

  /** Keeps a copy of this page and of every task on it, to be opened without signal. The worker does it by itself, but
      not on the very first visit, when it does not yet stand between the page and the net. */
  async function keep(main) {
    const pages = [...main.querySelectorAll("a.task[href]")].map((card) => card.href);
    if (navigator.serviceWorker?.controller) {
      for (const page of pages) fetch(page, { credentials: "same-origin" }).catch(() => {});
    } else if ("caches" in window) {
      const copies = await caches.open("field-pages-1");
      for (const page of [location.href, ...pages]) copies.add(page).catch(() => {});
    }
  }

  let soon = null;
  function later() {
    clearTimeout(soon);
    soon = setTimeout(() => refresh(false), 150);
  }

  document.body.addEventListener("live:case", later);
  document.body.addEventListener("live:inbox", later);
  document.body.addEventListener("live:again", () => { offline = false; send(); later(); });
  addEventListener("offline", () => { offline = true; show(); });
  addEventListener("online", () => { offline = false; send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { send(); later(); } });
  setInterval(async () => { if ((await Outbox.all()).some((act) => !act.refused)) send(); }, 8000);
  document.getElementById("fresher").addEventListener("click", () => refresh(true));

  show().then(() => send());
  addEventListener("load", () => setTimeout(() => keep(document.getElementById("field-main")), 800));
})();
