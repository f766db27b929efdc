import { createMap } from '/js/map.js';

/* The wall. The server tells that something happened; the page asks for the picture of the moment and changes only what changed. */
(() => {
  'use strict';
  const page = document.getElementById('screen').dataset;
  const byId = id => document.getElementById(id);
  const json = async url => {
    const answer = await fetch(url, { headers: { Accept: 'application/json' } });
    if (!answer.ok || answer.redirected) throw new Error(url + ' ' + answer.status);
    return answer.json();
  };

  /* Clock, in the city's time. */
  const clock = byId('clock').dataset.locale;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = new Intl.DateTimeFormat(clock, { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
  const tick = () => { const now = new Date(); byId('time').textContent = time.format(now); byId('date').textContent = date.format(now); };
  tick(); setInterval(tick, 1000);

  /* Headline figures. */
  function figures(f) {
    for (const [key, value] of Object.entries(f)) {
      const place = byId('f-' + key);
      const text = value === null ? '–' : key === 'onTime' ? value + '%' : String(value);
      if (place.textContent !== text) {
        if (place.textContent !== '–') { place.classList.remove('grown'); void place.offsetWidth; place.classList.add('grown'); }
        place.textContent = text;
      }
      place.parentElement.classList.toggle('some', value > 0);
    }
  }

  const element = (tag, name, text) => { const e = document.createElement(tag); if (name) e.className = name; if (text !== undefined) e.textContent = text; return e; };
  const keep = (place, text) => { if (place.textContent !== text) place.textContent = text; };

  /* Bars: one row a street or scene, moved and stretched in place. */
  function bars(list, rows) {
    const most = Math.max(1, ...rows.map(r => r.alarms + r.cases));
    const old = new Map([...list.children].map(li => [li.dataset.id, li]));
    const now = rows.map(r => {
      let li = old.get(r.id);
      if (!li) {
        li = element('li'); li.dataset.id = r.id;
        const track = element('span', 'track'); track.append(element('i', 'tone-alarm'), element('i', 'tone-case'));
        const number = element('span', 'number'); number.append(element('b'), element('span'));
        li.append(element('span', 'name'), track, number);
      }
      keep(li.children[0], r.name); li.children[0].title = r.name;
      li.children[1].children[0].style.width = 100 * r.alarms / most + '%';
      li.children[1].children[1].style.width = 100 * r.cases / most + '%';
      keep(li.children[2].children[0], String(r.alarms)); keep(li.children[2].children[1], ' / ' + r.cases);
      li.children[2].title = page.alarms + ' ' + r.alarms + ' · ' + page.cases + ' ' + r.cases;
      return li;
    });
    if (now.some((li, i) => list.children[i] !== li) || list.children.length !== now.length) list.replaceChildren(...now);
    list.nextElementSibling.hidden = rows.length > 0;
  }

  /* Newest events. */
  const SHAPES = {
    alarm: '<path d="M8 1.500 15 14H1z" fill="#ff5a4f"/>', report: '<path d="M8 1 15 8 8 15 1 8z" fill="#123a5c" stroke="#6cc0ff" stroke-width="2"/>',
    work: '<circle cx="8" cy="8" r="5" fill="none" stroke="#6cc0ff" stroke-width="2.500"/>', bad: '<path d="M8 1 15 8 8 15 1 8z" fill="#ffb347"/>',
    done: '<path d="m2 8.500 4 4 8-9" fill="none" stroke="#58c794" stroke-width="2.600"/>' };
  function what(line) {
    const place = element('span', 'street', line.place);
    const words = element('span', 'what', line.what + ' ');
    words.append(place);
    return words;
  }
  let first = true;
  function events(lines) {
    const list = byId('events');
    const old = new Map([...list.children].map(li => [li.dataset.id, li]));
    list.replaceChildren(...lines.map(line => {
      let li = old.get(line.id);
      if (!li) {
        li = element('li', first ? '' : 'fresh'); li.dataset.id = line.id;
        const shape = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        shape.setAttribute('viewBox', '0 0 16 16'); shape.setAttribute('class', 'shape'); shape.innerHTML = SHAPES[line.sort];
        li.append(shape, what(line), element('time', '', line.time), element('span', 'where', line.title));
      }
      return li;
    }));
    list.nextElementSibling.hidden = lines.length > 0;
    first = false;
  }

  /* Map: devices as cheap points by state, cases and alarms above them; severity has the shape of its badge. */
  const fill = color => new ol.style.Fill({ color });
  const stroke = (color, width) => new ol.style.Stroke({ color, width });
  let city, fleet, marks, at;
  async function ground() {
    city = await createMap(byId('map'), { levels: ['street', 'committee'], tone: 'dark', padding: [24, 24, 60, 24] });
    at = (lon, lat) => ol.proj.fromLonLat([lon, lat]);
    const looks = lookOf();
    city.map.getLayers().getArray().filter(l => l.getZIndex() === 2).forEach(l => l.setOpacity(0.4));
    fleet = new ol.source.Vector();
    marks = new ol.source.Vector();
    city.map.addLayer(new ol.layer.Vector({ source: fleet, zIndex: 100, style: f => looks[f.get('state')] }));
    city.map.addLayer(new ol.layer.Vector({ source: marks, zIndex: 110, style: f => looks[f.get('look')] }));
  }
  function lookOf() {
    const paint = image => new ol.style.Style({ image });
    const round = (radius, inner, line) => paint(new ol.style.Circle({ radius, fill: inner && fill(inner), stroke: line }));
    const sided = (points, radius, inner, line, angle = 0) => paint(new ol.style.RegularShape({ points, radius, angle, fill: fill(inner), stroke: line }));
    const edge = stroke('#08111c', 1.5);
    return {
      a: round(2.4, '#3fb68b'), s: round(4, null, stroke('#a3b1c0', 1.6)),
      minor: round(7, '#ffd25e', edge), major: sided(4, 10, '#ff9f40', edge), critical: sided(3, 12, '#ff5a4f', stroke('#ffffff', 1.5)),
      case: sided(4, 9, '#123a5c', stroke('#6cc0ff', 2), Math.PI / 4), overdue: sided(4, 10, '#c2571a', stroke('#ffffff', 1.8), Math.PI / 4),
    };
  }
  let order = [], where = new Map();
  async function devices() {
    const d = await json(page.devices);
    order = d.ids.map((id, i) => { const f = new ol.Feature(new ol.geom.Point(at(d.lons[i], d.lats[i]))); f.set('state', 's', true); return f; });
    where = new Map(d.ids.map((id, i) => [id, order[i]]));
    fleet.clear(true); fleet.addFeatures(order);
    byId('no-devices').hidden = order.length > 0;
    if (!city.areas('street').length && order.length) city.map.getView().fit(fleet.getExtent(), { padding: [40, 40, 60, 40], maxZoom: 16 });
    await states();
  }
  async function states() {
    const { letters } = await json(page.states);
    if (letters.length !== order.length) { setTimeout(() => devices().catch(() => {}), 1000); return; }
    let changed = false;
    order.forEach((f, i) => { if (f.get('state') !== letters[i]) { f.set('state', letters[i], true); changed = true; } });
    if (changed) fleet.changed();
  }
  let marked = null;
  function mark(picture) {
    if (!marks) return;
    const now = new Map();
    picture.cases.forEach(c => now.set('case' + c.id, { look: c.overdue ? 'overdue' : 'case', place: at(c.lon, c.lat), kind: 'case', title: c.title }));
    picture.alarms.forEach(a => { const f = where.get(a.device); if (f) now.set('alarm' + a.id, { look: a.severity, place: f.getGeometry().getCoordinates(), kind: 'alarm', title: a.title }); });
    marks.getFeatures().forEach(f => { if (!now.has(f.getId())) marks.removeFeature(f); });
    now.forEach((m, id) => {
      const f = marks.getFeatureById(id);
      if (!f) { const made = new ol.Feature(new ol.geom.Point(m.place)); made.setId(id); made.set('look', m.look); made.set('item', { id, title: m.title }); marks.addFeature(made); if (marked) pulse(m); }
      else if (f.get('look') !== m.look) f.set('look', m.look);
    });
    marked = now;
  }
  function pulse(m) {
    const ring = new ol.Overlay({ position: m.place, element: element('div', 'pulse ' + m.kind), stopEvent: false });
    city.map.addOverlay(ring);
    setTimeout(() => city.map.removeOverlay(ring), 5200);
  }

  /* One question at a time; what happens meanwhile asks once more. */
  const PAUSE = 350;
  let asking = false, again = false;
  async function look() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const picture = await json(page.picture);
      figures(picture.figures); bars(byId('streets'), picture.streets); bars(byId('scenes'), picture.scenes); events(picture.events); mark(picture);
      document.body.dataset.drawn = 'yes';
    } catch (silence) { console.warn("Expected the picture of the moment, but " + silence); }
    setTimeout(() => { asking = false; if (again) { again = false; look(); } }, PAUSE);
  }
  function listen() {
    const live = new EventSource(page.live);
    const link = byId('link');
    const say = on => { link.textContent = on ? page.connected : page.lost; link.className = 'link ' + (on ? 'on' : 'off'); };
    live.onopen = () => { say(true); look(); };
    live.onerror = () => { say(false); if (live.readyState === EventSource.CLOSED) setTimeout(listen, 3000); };
    ['case', 'alarm'].forEach(topic => live.addEventListener(topic, look));
  }
  ground().catch(() => {}).then(() => devices()).catch(() => {}).then(() => { look(); listen(); });
  setInterval(look, 15000);
  setInterval(() => states().catch(() => {}), 10000);
})();
