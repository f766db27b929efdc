/* The page of the area tree: what is chosen in the tree is shown on the map, and the other way round. */
import { createMap } from '/js/map.js';

const element = document.getElementById('area-map');
if (element) start();

async function start() {
  const city = await createMap(element, { levels: ['district', 'street', 'committee'] });
  city.onArea(area => window.htmx.ajax('GET', '/back/areas/' + encodeURIComponent(area.id), { target: '#facts', swap: 'innerHTML' }));
  document.body.addEventListener('htmx:afterSwap', event => {
    if (event.target.id === 'facts') show(city, event.target.querySelector('#area-chosen')?.dataset.area);
  });
}

/** Marks the chosen area in the tree and brings it into the picture, with the cells inside it. */
async function show(city, id) {
  if (!id) return;
  for (const link of document.querySelectorAll('.tree a[data-area]')) {
    if (link.dataset.area === id) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  }
  const area = city.area(id);
  if (area?.level === 'committee' || area?.level === 'street') {
    await city.addLevel('grid', id);
    await city.addLevel('estate', id);
  }
  for (const level of ['district', 'street', 'committee', 'grid', 'estate']) city.shade(level, { [id]: 0.35 });
  city.fitTo(id);
}
