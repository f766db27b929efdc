// Typing leaves the rows that have all the words; a group without rows goes with its heading.
for (const field of document.querySelectorAll('[data-filter]')) {
  const nothing = document.getElementById('scenes-nothing');
  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of document.querySelectorAll(field.dataset.filter)) {
      const text = row.dataset.words.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) left++;
    }
    for (const group of document.querySelectorAll('#scenes tbody')) {
      group.hidden = !group.querySelector('tr[data-words]:not([hidden])');
    }
    nothing.hidden = left > 0;
  };
  field.addEventListener('input', filter);
  filter();
}
