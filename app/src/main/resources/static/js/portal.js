/* Larger letters, remembered on this phone; and the mark that scripts run. */
(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.remove('no-script');
  const read = () => { try { return localStorage.getItem('letters') === 'large'; } catch (closed) { return false; } };
  root.classList.toggle('large', read());
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('letters');
    if (!button) return;
    const show = () => {
      const large = root.classList.contains('large');
      button.textContent = large ? button.dataset.usual : button.dataset.large;
      button.setAttribute('aria-pressed', String(large));
    };
    button.onclick = () => {
      const large = root.classList.toggle('large');
      try { localStorage.setItem('letters', large ? 'large' : 'usual'); } catch (closed) { /* the choice lasts for this page */ }
      show();
    };
    show();
  });
})();
