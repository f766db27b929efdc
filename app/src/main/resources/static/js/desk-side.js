// The desk's map and chart: where the cases are, and what the device that reported the open one measured.
import { createMap } from '/js/map.js';

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
  const at = chengmai.cityTime;
  const marks = [{ xAxis: at(told.reportedAt), name: box.dataset.reported }];
  if (told.closedAt) marks.push({ xAxis: at(told.closedAt), name: box.dataset.closed });
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    color: [token('--accent'), token('--major'), token('--ok')],
    tooltip: { trigger: 'axis', confine: true, axisPointer: { animation: false } },
    grid: lines.map((_, i) => ({ left: 44, right: 12, top: `${i * height + 14}%`, height: `${height - 26}%` })),
    xAxis: lines.map((_, i) => ({ type: 'time', min: at(told.reportedAt - 30 * 60000), max: at(Math.max(told.closedAt || Date.now(), told.reportedAt + 5 * 60000)), gridIndex: i, axisLabel: { color: soft, fontSize: 11, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, splitLine: { show: false } })),
    yAxis: lines.map((l, i) => ({ type: 'value', gridIndex: i, scale: true, name: l.unit ? `${l.label} (${l.unit})` : l.label, nameLocation: 'end', nameGap: 6, nameTextStyle: { color: soft, align: 'left', padding: [0, 0, 0, -36], fontSize: 11 }, axisLabel: { color: soft, fontSize: 11 }, splitNumber: 3, minInterval: l.step ? 1 : 0, splitLine: { lineStyle: { color: line } } })),
    series: lines.map((l, i) => ({
      type: 'line', name: l.label, xAxisIndex: i, yAxisIndex: i, data: l.points.map(p => [at(p[0]), p[1]]), step: l.step ? 'end' : false, showSymbol: l.points.length < 3, symbolSize: 5, lineStyle: { width: 1.5 },
      markLine: { silent: true, symbol: 'none', lineStyle: { color: token('--critical'), type: 'dashed', width: 1 }, label: { show: i === 0, formatter: '{b}', fontSize: 11, color: soft, position: 'insideEndTop', rotate: 0 }, data: marks },
    })),
  };
}

addEventListener('resize', () => chart?.resize());

// --- map -----------------------------------------------------------------------------------------------------------

const city = await createMap(document.getElementById('desk-map'), { levels: ['street', 'committee'] });
const marks = city.layer('cases');
const article = () => desk.querySelector('article.case');

async function points() {
  const answer = await fetch('/desk/points', { headers: { Accept: 'application/json' } });
  if (answer.ok) marks.set(await answer.json());
}

city.onPoint(item => {
  if (document.getElementById('new-form')) choose(item);
  else htmx.ajax('GET', '/desk/case/' + item.id, { source: '#case', target: '#case', swap: 'innerHTML' });
});
city.onPlace(choose);

/** The place of a new case; on top of another case's mark too. */
async function choose({ lon, lat }) {
  const output = document.getElementById('new-place');
  if (!output) return;
  city.pin(lon, lat);
  document.getElementById('new-lon').value = lon.toFixed(6);
  document.getElementById('new-lat').value = lat.toFixed(6);
  const answer = await fetch(`/desk/place?lon=${lon}&lat=${lat}`, { headers: { Accept: 'application/json' } });
  const told = answer.ok ? await answer.json() : {};
  output.textContent = told.names || output.dataset.none;
  output.classList.toggle('set', Boolean(told.names));
}

function show(shown) {
  city.select(shown ? Number(shown.dataset.id) : null);
  if (shown?.dataset.lon) city.focus(Number(shown.dataset.lon), Number(shown.dataset.lat), 15);
  draw(shown);
}

document.body.addEventListener('htmx:afterSwap', e => {
  if (e.detail.target.id !== 'case') return;
  desk.classList.toggle('pointing', document.getElementById('new-form') !== null);
  city.unpin();
});
let waiting = null;
desk.addEventListener('queue-shown', () => {
  waiting ??= setTimeout(() => { waiting = null; points(); }, 400);
});
desk.addEventListener('case-shown', e => show(e.detail));
desk.dataset.map = 'ready';
await points();
if (article()) show(article());
