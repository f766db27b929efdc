// What every page shares: the token against forged requests, live events, toasts, dialogs, keys, working signs.
(() => {
  'use strict';
  const csrf = document.querySelector('meta[name="csrf"]');
  const body = document.body;

  /** POST with the token: body is FormData, URLSearchParams or an object that goes as JSON. */
  function post(url, data) {
    const headers = csrf ? { [csrf.dataset.header]: csrf.content } : {};
    const raw = data instanceof FormData || data instanceof URLSearchParams;
    if (!raw && data !== undefined) headers['Content-Type'] = 'application/json';
    return fetch(url, { method: 'POST', headers, body: raw ? data : data === undefined ? null : JSON.stringify(data) });
  }

  function toast(words, kind = '') {
    const room = document.getElementById('toasts');
    if (!room || !words) return;
    const note = document.createElement('div');
    note.className = 'toast ' + kind;
    note.textContent = words;
    room.append(note);
    setTimeout(() => note.remove(), kind === 'critical' ? 9000 : 5000);
  }

  // htmx: token on every request; a refusal becomes a toast; HX-Trigger {"toast":"…"} too.
  document.addEventListener('htmx:configRequest', e => {
    if (csrf) e.detail.headers[csrf.dataset.header] = csrf.content;
  });
  document.addEventListener('htmx:responseError', e => {
    if (e.detail.xhr.status === 401) return;
    const page = new DOMParser().parseFromString(e.detail.xhr.responseText, 'text/html');
    const refusal = page.querySelector('.refusal');
    toast((refusal || page.body).textContent.trim().slice(0, 300), 'critical');
  });
  document.addEventListener('toast', e => toast(e.detail.value ?? e.detail, 'ok'));

  // Live: every event of topic t arrives as DOM event "live:t" on <body>, detail = its data.
  // A page names its topics: <main data-topics="case,alarm">. "inbox" always comes.
  let source = null;
  let lost = null;
  let sleeper = 0;
  let opened = false;
  function topics() {
    const named = [...document.querySelectorAll('[data-topics]')].flatMap(e => e.dataset.topics.split(','));
    return [...new Set(['inbox', ...named.map(t => t.trim()).filter(Boolean)])];
  }
  function showLost(on) {
    if (on && !lost) {
      lost = document.createElement('div');
      lost.className = 'lost';
      lost.setAttribute('role', 'status');
      lost.textContent = body.dataset.lost || '…';
      body.append(lost);
    } else if (!on && lost) {
      lost.remove();
      lost = null;
    }
  }
  function tell(name, detail) {
    body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
  function connect() {
    if (source || !body.dataset.live) return;
    const names = topics();
    source = new EventSource(body.dataset.live + '?topics=' + names.map(encodeURIComponent).join(','));
    source.onopen = () => {
      showLost(false);
      // What happened meanwhile was not told: pages that listen to "live:again" load afresh.
      if (opened) tell('live:again');
      opened = true;
    };
    source.onerror = () => {
      showLost(true);
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(connect, 5000);
      }
    };
    for (const name of names) {
      source.addEventListener(name, e => tell('live:' + name, JSON.parse(e.data)));
    }
  }
  function disconnect() {
    if (source) source.close();
    source = null;
  }
  // A browser holds six connections to one host: a page that nobody looks at gives its own back after a while.
  document.addEventListener('visibilitychange', () => {
    clearTimeout(sleeper);
    if (document.hidden) sleeper = setTimeout(disconnect, 120_000);
    else connect();
  });
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', connect);

  // Dialogs: data-open="id" opens <dialog id>, data-close closes the one around it.
  // data-confirm="words" asks before a form is sent. data-back goes one page back.
  document.addEventListener('click', e => {
    const open = e.target.closest('[data-open]');
    if (open) {
      e.preventDefault();
      document.getElementById(open.dataset.open)?.showModal();
    }
    if (e.target.closest('[data-close]')) e.target.closest('dialog')?.close();
    const back = e.target.closest('[data-back]');
    if (back && history.length > 1) {
      e.preventDefault();
      history.back();
    }
    for (const sheet of document.querySelectorAll('details.who[open]')) {
      if (!sheet.contains(e.target)) sheet.open = false;
    }
  });

  // A form is sent once: its button rests and the page shows that it works.
  const working = document.createElement('div');
  working.className = 'working';
  working.setAttribute('aria-hidden', 'true');
  body.append(working);
  let running = 0;
  const work = step => working.classList.toggle('on', (running = Math.max(0, running + step)) > 0);
  document.addEventListener('htmx:beforeRequest', e => { if (e.target.id !== 'unread') work(1); });
  document.addEventListener('htmx:afterRequest', e => { if (e.target.id !== 'unread') work(-1); });
  document.addEventListener('submit', e => {
    const form = e.target;
    const words = e.submitter?.dataset.confirm || form.dataset.confirm;
    if (words && !confirm(words)) {
      e.preventDefault();
      return;
    }
    if (form.method === 'dialog' || form.hasAttribute('hx-post') || e.defaultPrevented) return;
    if (form.getAttribute('aria-busy') === 'true') {
      e.preventDefault();
      return;
    }
    form.setAttribute('aria-busy', 'true');
    e.submitter?.setAttribute('aria-busy', 'true');
    work(1);
  });
  addEventListener('pageshow', () => {
    running = 0;
    work(0);
    for (const busy of document.querySelectorAll('[aria-busy="true"]')) busy.removeAttribute('aria-busy');
  });

  // On a phone the menus scroll sideways: the page one is on is in sight.
  for (const here of document.querySelectorAll('.side [aria-current], .ways [aria-current]')) {
    const list = here.parentElement;
    list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
  }

  // Keys: data-key="n" is pressed by n, wherever nobody is typing. In [data-rows], j and k or the arrows move from row to row.
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, textarea, select, dialog[open] [contenteditable]')) return;
    if (e.key === 'Escape') {
      for (const sheet of document.querySelectorAll('details.who[open]')) sheet.open = false;
    }
    const room = document.querySelector('dialog[open]') || document;
    const target = [...room.querySelectorAll('[data-key]')].find(t => t.dataset.key === e.key && !t.disabled);
    if (target) {
      e.preventDefault();
      if (target.matches('input, textarea, select')) target.focus();
      else target.click();
      return;
    }
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[e.key];
    const list = document.querySelector('[data-rows]');
    if (!step || !list) return;
    const rows = [...list.querySelectorAll(list.dataset.rows || 'a[href]')];
    const now = rows.findIndex(r => r === document.activeElement || r.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now < 0 ? 0 : now + step))];
    if (next) {
      e.preventDefault();
      next.focus();
    }
  });

  // A file to bring in: our words in place of the browser's, which follow the browser's language.
  for (const input of document.querySelectorAll('input[type="file"][name="file"]')) {
    const face = document.createElement('span');
    const room = document.createElement('span');
    room.className = 'upload';
    face.textContent = body.dataset.choose;
    input.replaceWith(room);
    room.append(input, face);
    input.addEventListener('change', () => { face.textContent = input.files[0]?.name ?? body.dataset.choose; });
  }

  /** A moment for a chart that shows `useUTC`: the city's own time, wherever the browser is. Asia/Shanghai knows no summer time. */
  const cityTime = millis => millis + 8 * 3600000;

  window.chengmai = { post, toast, cityTime };
})();
