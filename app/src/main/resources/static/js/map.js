/*
 * The city's map: outlines of areas on a plain ground, points on top, in the colours of the page. No tiles.
 * A module of plain functions; it brings OpenLayers by itself.
 *
 *   import { createMap } from '/js/map.js';
 *   const city = await createMap(document.getElementById('map'), { levels: ['street'] });
 *   const cases = city.layer('cases');                      // a point layer; later ones lie on top
 *   cases.set([{ id: 'C-12', lon: 121.40, lat: 31.24, severity: 'MAJOR', title: 'C-12 共享单车', anything: 1 }]);
 *   cases.put(item); cases.remove('C-12'); cases.clear(); cases.show(false);
 *   city.onPoint((item, layer) => …);                       // a point was clicked; item is what you gave
 *   city.onArea(area => …);                                 // an outline was clicked: {id, name, level, place, lon, lat, approximate}
 *   city.onPlace(({ lon, lat }) => city.pin(lon, lat));     // any click, to choose a place
 *   city.shade('street', { '310107005': 0.8 });             // tint outlines, 0 … 1
 *   await city.addLevel('grid', '310107005');              // more outlines: those of a level, inside one area if named
 *   city.select('C-12'); city.focus(lon, lat); city.fitTo('310107005'); city.fit();
 *
 * Options: levels (district, street, committee, grid, estate; drawn in this order, default street) · open: true for people
 * who did not sign in (street outlines only) · labels: false hides names · quiet: true takes no mouse (a small picture) ·
 * tone: 'dark' | 'light' (default: that of the page).
 * A point: id, lon, lat; severity CRITICAL ▲ MAJOR ◆ MINOR ● gives shape and colour; or shape (triangle, diamond, circle,
 * square, star) and tone (critical, major, minor, ok, faint, accent or a CSS colour); hollow: true for what is silent;
 * size (pixels, default 7); title for the tip.
 */

const SHAPES = { CRITICAL: 'triangle', MAJOR: 'diamond', MINOR: 'circle' };
const TONES = ['critical', 'major', 'minor', 'ok', 'accent', 'ink', 'ink-soft', 'ink-faint', 'surface', 'ground', 'line', 'line-strong'];
const FALLBACK = {
  light: { critical: '#b3201a', major: '#9a4f00', minor: '#2f5a8f', ok: '#196b3b', accent: '#0b5c8f', ink: '#1a2530', 'ink-soft': '#4b5a68', 'ink-faint': '#64727f', surface: '#fff', ground: '#f3f5f7', line: '#d8dee4', 'line-strong': '#aab5c0' },
  dark: { critical: '#ff7b72', major: '#ffb35c', minor: '#8db9ea', ok: '#5fcf8d', accent: '#4aa9ee', ink: '#e8f0f8', 'ink-soft': '#a8bacd', 'ink-faint': '#8297ad', surface: '#0e1a29', ground: '#08111c', line: '#1f3147', 'line-strong': '#3b5470' },
};
/** Metres a pixel below which the names of a level are drawn, and the width of its lines. */
const LEVELS = {
  district: { names: 0, width: 2.5 }, street: { names: 60, width: 1.6 }, committee: { names: 6, width: 1 },
  grid: { names: 2.2, width: 0.7 }, estate: { names: 1.5, width: 0.8 }, building: { names: 1, width: 0.6 },
};

let loading;

/** OpenLayers, brought in once. */
function library() {
  if (window.ol) return Promise.resolve(window.ol);
  loading ??= new Promise((resolve, reject) => {
    const sheet = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/lib/ol.css' });
    const script = Object.assign(document.createElement('script'), { src: '/lib/ol.js' });
    script.onload = () => resolve(window.ol);
    script.onerror = () => reject(new Error('Expected /lib/ol.js to load, but it did not.'));
    document.head.append(sheet, script);
  });
  return loading;
}

/** The colours of the page, as its design tokens say, or close to them. */
function colours(element, tone) {
  const dark = tone ? tone === 'dark' : !!element.closest('[data-theme="dark"]');
  const page = getComputedStyle(element);
  const mix = { ...FALLBACK[dark ? 'dark' : 'light'], dark };
  const same = dark === !!element.closest('[data-theme="dark"]');
  if (same) for (const name of TONES) mix[name] = page.getPropertyValue('--' + name).trim() || mix[name];
  mix.font = page.fontFamily || 'sans-serif';
  return mix;
}

const speaksEnglish = () => document.documentElement.lang.startsWith('en');

/** A colour with an opacity; takes #rgb, #rrggbb. */
function faded(colour, opacity) {
  const full = /^#[0-9a-f]{3}$/i.test(colour) ? '#' + [...colour.slice(1)].map(c => c + c).join('') : colour;
  return /^#[0-9a-f]{6}$/i.test(full) ? full + Math.round(opacity * 255).toString(16).padStart(2, '0') : colour;
}

/** Makes a map in the element; see the head of this file. */
export async function createMap(element, options = {}) {
  const ol = await library();
  const mix = colours(element, options.tone);
  const levels = options.levels ?? ['street'];
  element.classList.add('city-map');
  element.style.background = mix.ground;
  if (!options.quiet && !element.hasAttribute('tabindex')) element.tabIndex = 0;
  const map = new ol.Map({
    target: element,
    controls: options.quiet ? [] : ol.control.defaults.defaults({ attribution: false, rotate: false }),
    interactions: options.quiet ? [] : ol.interaction.defaults.defaults({ altShiftDragRotate: false, pinchRotate: false }),
    view: new ol.View({ center: ol.proj.fromLonLat([121.39, 31.255]), zoom: 12.5, minZoom: 4, maxZoom: 20 }),
  });
  const city = {
    map, ol, mix, options, element, areas: {}, points: {}, shades: {}, selected: null,
    hear: { point: [], area: [], place: [] },
  };
  await Promise.all(levels.map(level => addLevel(city, level)));
  const face = faceOf(city);
  if (options.fit !== false) face.fit();
  if (!options.quiet) listen(city);
  sayApproximate(city);
  return face;
}

function faceOf(city) {
  const { map, ol, hear } = city;
  return {
    map,
    layer: (name, settings) => pointLayer(city, name, settings ?? {}),
    onPoint: heard => hear.point.push(heard),
    onArea: heard => hear.area.push(heard),
    onPlace: heard => hear.place.push(heard),
    addLevel: (level, inside) => addLevel(city, level, inside),
    showLevel: (level, shown) => city.areas[level]?.setVisible(shown),
    reload: () => Promise.all(Object.keys(city.areas).map(level => fill(city, level))),
    area: id => areaOf(city, id)?.getProperties(),
    areas: level => (city.areas[level]?.getSource().getFeatures() ?? []).map(f => f.getProperties()),
    shade(level, values) { city.shades[level] = values; city.areas[level]?.changed(); },
    select(id) { city.selected = id; for (const layer of Object.values(city.points)) layer.changed(); },
    focus: (lon, lat, zoom) => map.getView().animate({ center: ol.proj.fromLonLat([lon, lat]), zoom: zoom ?? Math.max(16, map.getView().getZoom()), duration: 250 }),
    fit: () => fit(city, everything(city), 0),
    fitTo(id) { const found = areaOf(city, id); if (found) fit(city, found.getGeometry().getExtent(), 250); return !!found; },
    fitPoints: name => fit(city, city.points[name]?.getSource().getExtent(), 250, 17),
    pin: (lon, lat) => pin(city).set([{ id: 'pin', lon, lat, shape: 'pin', tone: 'critical', size: 11 }]),
    unpin: () => pin(city).clear(),
    dispose: () => { map.setTarget(null); city.tip?.remove(); },
  };
}

/* Areas */

async function addLevel(city, level, inside) {
  if (city.areas[level]) return fill(city, level, inside);
  const { ol } = city;
  const depth = Object.keys(LEVELS).indexOf(level);
  const layer = new ol.layer.Vector({
    source: new ol.source.Vector(), style: areaStyle(city, level), zIndex: depth,
    updateWhileAnimating: true, updateWhileInteracting: true,
  });
  city.areas[level] = layer;
  city.map.addLayer(layer);
  if (city.options.labels !== false) {
    const names = new ol.layer.Vector({ source: layer.getSource(), style: nameStyle(city, level), declutter: 'names', zIndex: 60 - depth });
    layer.on('change:visible', () => names.setVisible(layer.getVisible()));
    city.map.addLayer(names);
  }
  await fill(city, level, inside);
}

async function fill(city, level, inside) {
  const { ol } = city;
  const address = city.options.open ? '/report/areas.geojson' : '/areas/geojson?level=' + level + (inside ? '&in=' + encodeURIComponent(inside) : '');
  const answer = await fetch(address, { headers: { Accept: 'application/geo+json' } });
  const features = answer.ok ? new ol.format.GeoJSON().readFeatures(await answer.json(), { featureProjection: 'EPSG:3857' }) : [];
  const source = city.areas[level].getSource();
  source.clear();
  source.addFeatures(features);
  if (!answer.ok) console.warn(`Expected outlines from ${address}, but the answer is ${answer.status}.`);
}

function areaStyle(city, level) {
  const { ol, mix, options } = city;
  const strong = level === 'street' || level === 'district';
  const stroke = new ol.style.Stroke({
    color: mix.dark ? faded(mix.accent, strong ? 0.75 : 0.35) : faded(mix['line-strong'], strong ? 1 : 0.75), width: LEVELS[level].width,
  });
  const top = level === (options.levels ?? ['street'])[0];
  const plain = new ol.style.Style({ stroke, fill: new ol.style.Fill({ color: faded(mix.surface, !top ? 0 : mix.dark ? 0.85 : 1) }) });
  return feature => {
    const shade = city.shades[level]?.[feature.get('id')];
    return shade > 0 ? new ol.style.Style({ stroke, fill: new ol.style.Fill({ color: faded(mix.accent, 0.08 + 0.4 * Math.min(1, shade)) }) }) : plain;
  };
}

function nameStyle(city, level) {
  const { ol, mix } = city;
  const strong = level === 'street' || level === 'district';
  const halo = new ol.style.Stroke({ color: faded(mix.surface, 0.95), width: 4 });
  const ink = new ol.style.Fill({ color: strong ? mix['ink-soft'] : mix['ink-faint'] });
  const font = `${strong ? 13 : 11}px ${mix.font}`;
  return (feature, resolution) => resolution >= LEVELS[level].names ? null
    : new ol.style.Style({ text: new ol.style.Text({ text: feature.get('name'), font, fill: ink, stroke: halo, overflow: !strong || resolution < 30 }) });
}

function areaOf(city, id) {
  for (const layer of Object.values(city.areas)) {
    const found = layer.getSource().getFeatureById(id);
    if (found) return found;
  }
  return null;
}

function everything(city) {
  const extent = city.ol.extent.createEmpty();
  for (const layer of Object.values(city.areas)) city.ol.extent.extend(extent, layer.getSource().getExtent());
  return extent;
}

function fit(city, extent, duration, maxZoom = 19) {
  if (!extent || city.ol.extent.isEmpty(extent)) return;
  city.map.updateSize();
  city.map.getView().fit(extent, { padding: city.options.padding ?? [24, 24, 24, 24], duration, maxZoom });
}

/** Says on the map that its borders are only drawn roughly. */
function sayApproximate(city) {
  const rough = Object.values(city.areas).some(layer => layer.getSource().getFeatures().some(f => f.get('approximate')));
  if (!rough || city.options.note === false) return;
  const note = Object.assign(document.createElement('div'), { className: 'map-note' });
  note.textContent = speaksEnglish() ? 'Approximate boundaries' : '近似边界';
  Object.assign(note.style, {
    position: 'absolute', right: '8px', bottom: '6px', font: `11px ${city.mix.font}`, color: city.mix['ink-faint'],
    background: faded(city.mix.surface, 0.8), padding: '1px 6px', borderRadius: '3px', pointerEvents: 'none',
  });
  if (getComputedStyle(city.element).position === 'static') city.element.style.position = 'relative';
  city.element.append(note);
}

/* Points */

function pointLayer(city, name, settings) {
  const { ol } = city;
  const layer = city.points[name] ??= new ol.layer.Vector({
    source: new ol.source.Vector(), style: feature => pointStyle(city, feature),
    zIndex: 100 + Object.keys(city.points).length, ...settings,
  });
  if (!layer.getMapInternal?.() && !city.map.getLayers().getArray().includes(layer)) city.map.addLayer(layer);
  const source = layer.getSource();
  const made = item => {
    const feature = new ol.Feature({ geometry: new ol.geom.Point(ol.proj.fromLonLat([item.lon, item.lat])), item, layer: name });
    feature.setId(item.id);
    return feature;
  };
  const placed = item => Number.isFinite(item.lon) && Number.isFinite(item.lat);
  return {
    set(items) { source.clear(true); source.addFeatures(items.filter(placed).map(made)); },
    put(item) {
      const known = source.getFeatureById(item.id);
      if (known) source.removeFeature(known);
      if (placed(item)) source.addFeature(made(item));
    },
    get: id => source.getFeatureById(id)?.get('item'),
    remove(id) { const known = source.getFeatureById(id); if (known) source.removeFeature(known); },
    clear: () => source.clear(),
    show: shown => layer.setVisible(shown),
    size: () => source.getFeatures().length,
  };
}

function pin(city) {
  return pointLayer(city, ' pin', { zIndex: 999 });
}

const styles = new Map();

function pointStyle(city, feature) {
  const item = feature.get('item');
  const { mix } = city;
  const shape = item.shape ?? SHAPES[item.severity] ?? 'circle';
  const tone = item.tone ?? (item.severity ? item.severity.toLowerCase() : 'minor');
  const colour = mix[tone === 'faint' ? 'ink-faint' : tone] ?? tone;
  const size = item.size ?? 7;
  const chosen = city.selected !== null && city.selected === item.id;
  const key = [shape, colour, size, !!item.hollow, chosen, mix.dark].join('|');
  if (!styles.has(key)) styles.set(key, drawn(city, shape, colour, size, item.hollow, chosen));
  return styles.get(key);
}

function drawn(city, shape, colour, size, hollow, chosen) {
  const { ol, mix } = city;
  const edge = mix.dark ? mix.ground : mix.surface;
  const fill = new ol.style.Fill({ color: hollow ? faded(edge, 0.6) : colour });
  const stroke = new ol.style.Stroke({ color: hollow ? colour : edge, width: hollow ? 1.8 : 1.4 });
  const image = {
    circle: () => new ol.style.Circle({ radius: size * 0.85, fill, stroke }),
    triangle: () => new ol.style.RegularShape({ points: 3, radius: size * 1.35, fill, stroke }),
    diamond: () => new ol.style.RegularShape({ points: 4, radius: size * 1.15, fill, stroke }),
    square: () => new ol.style.RegularShape({ points: 4, radius: size * 1.1, angle: Math.PI / 4, fill, stroke }),
    star: () => new ol.style.RegularShape({ points: 5, radius: size * 1.3, radius2: size * 0.6, fill, stroke }),
    pin: () => new ol.style.RegularShape({ points: 3, radius: size * 1.2, angle: Math.PI, fill, stroke, displacement: [0, size * 1.2] }),
  }[shape] ?? (() => new ol.style.Circle({ radius: size * 0.85, fill, stroke }));
  const list = [new ol.style.Style({ image: image() })];
  if (chosen) {
    const ring = new ol.style.Stroke({ color: mix.ink, width: 2 });
    list.push(new ol.style.Style({ image: new ol.style.Circle({ radius: size * 1.9, stroke: ring }) }));
  }
  return list;
}

/* Clicks and tips */

function listen(city) {
  const { map, ol, hear } = city;
  const pointAt = pixel => map.forEachFeatureAtPixel(pixel, f => (f.get('item') && f.getId() !== 'pin' ? f : undefined), { hitTolerance: 6 });
  map.on('singleclick', event => {
    const point = pointAt(event.pixel);
    if (point && hear.point.length) {
      hear.point.forEach(heard => heard(point.get('item'), point.get('layer')));
      return;
    }
    const [lon, lat] = ol.proj.toLonLat(event.coordinate);
    hear.place.forEach(heard => heard({ lon, lat }));
    const area = hear.area.length && map.forEachFeatureAtPixel(event.pixel, f => (f.get('level') ? f : undefined));
    if (area) hear.area.forEach(heard => heard(area.getProperties()));
  });
  map.on('pointermove', event => {
    if (event.dragging) return;
    const point = pointAt(event.pixel);
    city.element.style.cursor = point && hear.point.length ? 'pointer' : hear.place.length ? 'crosshair' : '';
    tip(city, point?.get('item').title, event.pixel);
  });
  city.element.addEventListener('mouseleave', () => tip(city, null));
}

function tip(city, words, pixel) {
  if (!words) { if (city.tip) city.tip.hidden = true; return; }
  if (!city.tip) {
    city.tip = document.createElement('div');
    Object.assign(city.tip.style, {
      position: 'absolute', zIndex: 5, pointerEvents: 'none', whiteSpace: 'nowrap', font: `12px ${city.mix.font}`, padding: '2px 8px',
      borderRadius: '4px', color: city.mix.ink, background: city.mix.surface, border: '1px solid ' + city.mix['line-strong'],
    });
    if (getComputedStyle(city.element).position === 'static') city.element.style.position = 'relative';
    city.element.append(city.tip);
  }
  city.tip.hidden = false;
  city.tip.textContent = words;
  city.tip.style.left = Math.min(pixel[0] + 12, city.element.clientWidth - city.tip.offsetWidth - 4) + 'px';
  city.tip.style.top = Math.max(pixel[1] - 28, 2) + 'px';
}
