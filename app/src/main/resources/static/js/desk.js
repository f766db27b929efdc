// The desk's queue and case: live, by mouse and by keyboard.
(() => {
  'use strict';
  const desk = document.getElementById('desk');
  const wish = document.getElementById('wish');
  const pane = document.getElementById('case');
  const fresh = new Set();
  let open = desk.dataset.opened ? Number(desk.dataset.opened) : null;
  let known = ids();
  let asking = false;
  let again = false;
  let narrowing = false;

  function ids() {
    return new Set([...document.querySelectorAll('#rows .entry')].map(entry => entry.dataset.id));
  }

  // --- the queue ---------------------------------------------------------------------------------------------------

  /** Asks for the queue as it is now; while one answer is on its way, once more after it. */
  async function refresh() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      await htmx.ajax('GET', '/desk/queue?' + new URLSearchParams(new FormData(wish)), { source: '#rows', target: '#queue', swap: 'outerHTML' });
    } finally {
      asking = false;
      if (again) {
        again = false;
        refresh();
      }
    }
  }

  let before = null;
  document.body.addEventListener('htmx:beforeSwap', e => {
    if (e.detail.target.id !== 'queue') return;
    const focused = document.activeElement?.closest?.('.entry');
    before = { top: document.getElementById('rows').scrollTop, focused: focused ? focused.id : null, tab: document.getElementById('rows').dataset.tab };
  });
  document.body.addEventListener('htmx:afterSwap', e => {
    if (e.detail.target.id === 'queue' || e.detail.target.closest?.('#queue')) queueShown();
    if (e.detail.target.id === 'case') caseShown();
  });

  function queueShown() {
    const rows = document.getElementById('rows');
    const now = ids();
    if (before && before.tab === rows.dataset.tab && !narrowing) {
      for (const id of now) if (!known.has(id)) fresh.add(id);
      rows.scrollTop = before.top;
    }
    narrowing = false;
    known = now;
    paint();
    if (before?.focused) document.getElementById(before.focused)?.focus({ preventScroll: true });
    desk.dispatchEvent(new CustomEvent('queue-shown'));
  }

  function paint() {
    for (const entry of document.querySelectorAll('#rows .entry')) {
      entry.classList.toggle('is-fresh', fresh.has(entry.dataset.id));
      if (Number(entry.dataset.id) === open) entry.setAttribute('aria-current', 'true');
      else entry.removeAttribute('aria-current');
    }
  }

  document.body.addEventListener('live:case', e => {
    refresh();
    if (Number(e.detail.id) === open) caseChanged();
  });
  document.body.addEventListener('live:again', () => { refresh(); caseChanged(); });
  document.body.addEventListener('case-acted', refresh);
  document.body.addEventListener('case-refused', refresh);
  wish.addEventListener('input', () => { narrowing = true; });
  document.addEventListener('click', e => {
    const tab = e.target.closest('#queue [data-tab][role="tab"]');
    if (!tab) return;
    document.getElementById('wish-tab').value = tab.dataset.tab;
    narrowing = true;
    refresh();
  });
  setInterval(() => { if (!document.hidden) refresh(); }, 60000); // remaining times move on

  // --- the case ----------------------------------------------------------------------------------------------------

  function caseShown() {
    const article = pane.querySelector('article.case');
    open = article ? Number(article.dataset.id) : null;
    if (article) {
      fresh.delete(article.dataset.id);
      history.replaceState(null, '', '/desk?case=' + article.dataset.id);
    }
    pane.scrollTop = 0;
    paint();
    desk.dispatchEvent(new CustomEvent('case-shown', { detail: article }));
  }

  function typed() {
    return [...pane.querySelectorAll('input[name="words"], textarea')].some(input => input.value.trim() && input.value !== input.defaultValue)
      || pane.querySelector('#new-form') !== null;
  }

  /** Somebody changed the open case: shows it as it is now, unless the dispatcher is writing. */
  function caseChanged() {
    if (open === null || typed()) return;
    const opened = [...pane.querySelectorAll('details[open]')].map(d => d.id);
    const top = pane.scrollTop;
    htmx.ajax('GET', '/desk/case/' + open, { source: '#case', target: '#case', swap: 'innerHTML' }).then(() => {
      for (const id of opened) document.getElementById(id)?.setAttribute('open', '');
      pane.scrollTop = top;
    });
  }

  // A step that needs a reason does not go without one.
  document.addEventListener('click', e => {
    const button = e.target.closest('button[data-reason]');
    if (!button) return;
    const input = document.getElementById(button.dataset.reason);
    if (input.value.trim()) return;
    e.preventDefault();
    e.stopPropagation();
    input.placeholder = button.dataset.ask;
    input.classList.add('asked');
    input.focus();
  }, true);

  document.addEventListener('keydown', e => {
    const entry = e.target.closest?.('.entry');
    if (e.key === 'Enter' && entry) entry.click();
    if (e.key === 'Escape' && e.target.matches('input, textarea, select')) e.target.blur();
  });

  queueShown();
})();
