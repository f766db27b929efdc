// A fault's position selects its line in the text.
for (const link of document.querySelectorAll('[data-line]')) {
  link.addEventListener('click', event => {
    event.preventDefault();
    const area = document.getElementById(link.dataset.lineOf);
    const lines = area.value.split('\n');
    const line = Number(link.dataset.line) - 1;
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line] || '').length);
    area.scrollTop = area.scrollHeight * line / lines.length - area.clientHeight / 2;
  });
}
