// The desk's map and chart: where the cases are, and what the device that reported the open one measured.
(() => {
  'use strict';
  const desk = document.getElementById('desk');
  const box = document.getElementById('chart');
  const device = document.getElementById('chart-device');
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let chart = null;

  // --- chart -------------------------------------------------------------------------------------------------------

  function bare() {
    chart?.dispose();
    chart = null;
    device.textContent = '';
    box.replaceChildren();
  }

  async function draw(article) {
    if (!article || !article.dataset.device) {
      bare();
      return;
    }
    const id = article.dataset.id;
    const answer = await fetch(`/desk/case/${id}/readings`, { headers: { Accept: 'application/json' } });
    if (!answer.ok || desk.querySelector('article.case')?.dataset.id !== id) {
      if (!answer.ok) bare();
      return;
    }
    const told = await answer.json();
    if (told.lines.length === 0) {
      bare();
      device.textContent = told.device;
      return;
    }
    device.textContent = `${told.kind} · ${told.device}`;
    if (!chart) {
      box.replaceChildren();
      chart = echarts.init(box, null, { renderer: 'canvas' });
    }
    chart.setOption(options(told), true);
  }

  function options(told) {
    const soft = token('--ink-soft');
    const line = token('--line');
    const lines = told.lines.slice(0, 3);
    const height = 100 / lines.length;
    const marks = [{ xAxis: told.reportedAt, name: box.dataset.reported }];
    if (told.closedAt) marks.push({ xAxis: told.closedAt, name: box.dataset.closed });
    return {
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      color: [token('--accent'), token('--major'), token('--ok')],
      tooltip: { trigger: 'axis', confine: true, axisPointer: { animation: false } },
      grid: lines.map((_, i) => ({ left: 44, right: 12, top: `${i * height + 30 / lines.length * .5 + 6}%`, height: `${height - 24}%` })),
      xAxis: lines.map((_, i) => ({ type: 'time', gridIndex: i, axisLabel: { color: soft, fontSize: 11, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, splitLine: { show: false } })),
      yAxis: lines.map((l, i) => ({ type: 'value', gridIndex: i, scale: true, name: l.unit ? `${l.label} (${l.unit})` : l.label, nameLocation: 'end', nameGap: 6, nameTextStyle: { color: soft, align: 'left', padding: [0, 0, 0, -36], fontSize: 11 }, axisLabel: { color: soft, fontSize: 11 }, splitNumber: 3, minInterval: l.step ? 1 : 0, splitLine: { lineStyle: { color: line } } })),
      series: lines.map((l, i) => ({
        type: 'line', name: l.label, xAxisIndex: i, yAxisIndex: i, data: l.points, step: l.step ? 'end' : false, showSymbol: l.points.length < 3, symbolSize: 5, lineStyle: { width: 1.5 },
        markLine: { silent: true, symbol: 'none', lineStyle: { color: token('--critical'), type: 'dashed', width: 1 }, label: { show: i === 0, formatter: '{b}', fontSize: 11, color: soft, position: 'insideEndTop', rotate: 0 }, data: marks },
      })),
    };
  }

  addEventListener('resize', () => chart?.resize());

  // --- map ---------------------------------------------------------------------------------------------------------

  const cases = new ol.source.Vector();
  const picked = new ol.source.Vector();
  const LOOK = { CRITICAL: ['--critical', 3, 0], MAJOR: ['--major', 4, 0], MINOR: ['--minor', 24, 0] };

  function mark(severity, chosen) {
    const [colour, points] = LOOK[severity] || LOOK.MINOR;
    return new ol.style.Style({
      image: new ol.style.RegularShape({ points, radius: chosen ? 11 : 7, fill: new ol.style.Fill({ color: token(colour) }), stroke: new ol.style.Stroke({ color: token('--surface'), width: chosen ? 2.5 : 1.2 }) }),
      zIndex: chosen ? 5 : 1,
    });
  }

  const outlines = new ol.layer.Vector({
    source: new ol.source.Vector({ url: '/desk/outlines', format: new ol.format.GeoJSON() }),
    style: f => new ol.style.Style({
      fill: new ol.style.Fill({ color: token('--surface') }),
      stroke: new ol.style.Stroke({ color: token('--line-strong'), width: 1 }),
      text: new ol.style.Text({ text: String(f.get('name') || '').replace(/(街道|镇)$/, ''), font: '12px ' + token('--font'), fill: new ol.style.Fill({ color: token('--ink-faint') }) }),
    }),
  });
  const map = new ol.Map({
    target: 'desk-map',
    controls: ol.control.defaults.defaults({ attribution: false, rotate: false }),
    layers: [
      outlines,
      new ol.layer.Vector({ source: cases, style: f => mark(f.get('severity'), f.getId() === opened()) }),
      new ol.layer.Vector({ source: picked, style: new ol.style.Style({ image: new ol.style.Circle({ radius: 9, stroke: new ol.style.Stroke({ color: token('--accent'), width: 3 }) }) }) }),
    ],
    view: new ol.View({ center: ol.proj.fromLonLat([121.4, 31.25]), zoom: 12, maxZoom: 18 }),
  });
  let fitted = false;
  outlines.getSource().on('featuresloadend', () => {
    const extent = outlines.getSource().getExtent();
    if (!fitted && !ol.extent.isEmpty(extent)) map.getView().fit(extent, { padding: [12, 12, 12, 12], maxZoom: 15 });
    fitted = true;
  });

  function opened() {
    const article = desk.querySelector('article.case');
    return article ? Number(article.dataset.id) : null;
  }

  async function points() {
    const answer = await fetch('/desk/points', { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const told = await answer.json();
    cases.clear(true);
    cases.addFeatures(told.map(p => {
      const f = new ol.Feature({ geometry: new ol.geom.Point(ol.proj.fromLonLat([p.lon, p.lat])), severity: p.severity, title: p.title });
      f.setId(p.id);
      return f;
    }));
  }

  map.on('click', async e => {
    if (document.getElementById('new-form')) {
      await choose(e.coordinate);
      return;
    }
    const hit = map.forEachFeatureAtPixel(e.pixel, f => f.getId(), { hitTolerance: 5, layerFilter: l => l.getSource() === cases });
    if (hit) htmx.ajax('GET', '/desk/case/' + hit, { source: '#case', target: '#case', swap: 'innerHTML' });
  });

  async function choose(coordinate) {
    const [lon, lat] = ol.proj.toLonLat(coordinate);
    picked.clear();
    picked.addFeature(new ol.Feature(new ol.geom.Point(coordinate)));
    const output = document.getElementById('new-place');
    document.getElementById('new-lon').value = lon.toFixed(6);
    document.getElementById('new-lat').value = lat.toFixed(6);
    const answer = await fetch(`/desk/place?lon=${lon}&lat=${lat}`, { headers: { Accept: 'application/json' } });
    const told = answer.ok ? await answer.json() : {};
    output.textContent = told.names || output.dataset.none;
    output.classList.toggle('set', Boolean(told.names));
  }

  document.body.addEventListener('htmx:afterSwap', e => {
    if (e.detail.target.id !== 'case') return;
    desk.classList.toggle('pointing', document.getElementById('new-form') !== null);
    picked.clear();
  });
  let waiting = null;
  desk.addEventListener('queue-shown', () => {
    waiting ??= setTimeout(() => { waiting = null; points(); }, 400);
  });
  desk.addEventListener('case-shown', e => {
    const article = e.detail;
    if (article?.dataset.lon) {
      const centre = ol.proj.fromLonLat([Number(article.dataset.lon), Number(article.dataset.lat)]);
      map.getView().setCenter(centre);
      if (map.getView().getZoom() < 14) map.getView().setZoom(14);
    }
    cases.changed();
    draw(article);
  });
  points();
})();
