// An area by the hour: a strip of hour × day for the area and for each one below it, all in one scale of colour, and a line.
(() => {
  'use strict';
  const room = document.getElementById('hours');
  if (!room) return;
  const words = room.dataset;
  const measure = document.getElementById('hours-measure');
  const told = document.getElementById('hours-told');
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 4 });
  const HOUR = 3600000;
  const ramp = [[206, 228, 241], [116, 178, 212], [26, 108, 158], [8, 42, 72]];
  let sheet = null;
  let line = null;

  /** The colour of a share between 0 and 1. */
  function colour(share) {
    const at = Math.min(0.9999, Math.max(0, share)) * (ramp.length - 1);
    const i = Math.floor(at);
    const mixed = ramp[i].map((c, n) => Math.round(c + (ramp[i + 1][n] - c) * (at - i)));
    return `rgb(${mixed.join(',')})`;
  }

  function bounds() {
    const all = sheet.areas.flatMap(a => a.hours.map(h => h[measure.value]));
    return all.length ? all.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]) : [0, 0];
  }

  /** One cell a day and hour; where nothing was heard the ground shows. */
  function paint(canvas, area, [low, high]) {
    const box = canvas.getBoundingClientRect();
    const sharp = devicePixelRatio || 1;
    canvas.width = Math.round(box.width * sharp);
    canvas.height = Math.round(box.height * sharp);
    const pen = canvas.getContext('2d');
    pen.fillStyle = token('--sunk');
    pen.fillRect(0, 0, canvas.width, canvas.height);
    const wide = canvas.width / sheet.days;
    const high24 = canvas.height / 24;
    const gap = wide > 8 ? sharp : 0;
    for (const h of area.hours) {
      const day = Math.floor(h[0] / 24);
      const hour = h[0] % 24;
      pen.fillStyle = colour(high > low ? (h[measure.value] - low) / (high - low) : 0.5);
      pen.fillRect(Math.floor(day * wide), Math.floor(hour * high24), Math.ceil(wide - gap), Math.ceil(high24 - (gap && high24 > 6 ? sharp : 0)));
    }
  }

  function valued(value) {
    return number.format(value) + (sheet.unit ? ' ' + sheet.unit : '');
  }

  function tell(canvas, area, event) {
    const box = canvas.getBoundingClientRect();
    const day = Math.floor((event.clientX - box.left) / box.width * sheet.days);
    const hour = Math.floor((event.clientY - box.top) / box.height * 24);
    const found = area.hours.find(h => h[0] === day * 24 + hour);
    const when = moment(day * 24 + hour);
    told.textContent = found
      ? `${area.name} · ${when} · ${words.mean} ${valued(found[2])} · ${words.min} ${valued(found[3])} · ${words.max} ${valued(found[4])} · ${words.readings} ${found[1]}`
      : `${area.name} · ${when} · ${words.none}`;
    canvas.title = told.textContent;
  }

  function moment(hours) {
    const at = new Date(sheet.beginMillis + hours * HOUR + 8 * HOUR);
    return at.toISOString().slice(5, 16).replace('T', ' ');
  }

  function strip(holder, area) {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `${area.name} ${sheet.label}`);
    canvas.addEventListener('pointermove', e => tell(canvas, area, e));
    canvas.addEventListener('pointerdown', e => tell(canvas, area, e));
    holder.append(canvas);
    return canvas;
  }

  function scales(holder) {
    for (const hour of [0, 6, 12, 18, 24]) {
      const mark = document.createElement('span');
      mark.className = 'hour';
      mark.textContent = hour + ':00';
      mark.style.top = `calc((100% - 1.4rem) * ${hour / 24})`;
      holder.append(mark);
    }
    const room = holder.clientWidth / 60;
    const step = Math.max(1, Math.ceil(sheet.days / Math.max(3, room)));
    for (let day = 0; day < sheet.days; day += step) {
      const mark = document.createElement('span');
      mark.className = 'day';
      mark.textContent = moment(day * 24).slice(0, 5);
      mark.style.left = `calc(2.2rem + (100% - 2.2rem) * ${(day + 0.5) / sheet.days})`;
      holder.append(mark);
    }
  }

  const drawn = [];
  function build() {
    const whole = document.getElementById('hours-whole');
    const [first, ...below] = sheet.areas;
    drawn.push([strip(whole, first), first]);
    scales(whole);
    const parts = document.getElementById('hours-below');
    parts.hidden = below.length === 0;
    for (const area of below) {
      const figure = document.createElement('figure');
      figure.className = 'strip';
      const caption = document.createElement('figcaption');
      const name = document.createElement(area.code ? 'a' : 'span');
      name.textContent = area.name;
      if (area.code) name.href = `${words.page}&area=${encodeURIComponent(area.code)}`;
      const size = document.createElement('small');
      size.textContent = words.devices.replace('0', area.devices);
      caption.append(name, size);
      figure.append(caption);
      parts.querySelector('.strips').append(figure);
      drawn.push([strip(figure, area), area]);
    }
  }

  function draw() {
    const [low, high] = bounds();
    for (const [canvas, area] of drawn) paint(canvas, area, [low, high]);
    const [from, bar, to] = document.getElementById('hours-scale').children;
    const empty = sheet.areas[0].hours.length === 0;
    from.textContent = empty ? '' : valued(low);
    to.textContent = empty ? '' : valued(high);
    bar.style.background = empty ? 'none' : `linear-gradient(90deg, ${[0, 0.25, 0.5, 0.75, 1].map(colour).join(',')})`;
    if (empty) told.textContent = words.none;
    drawLine();
  }

  function drawLine() {
    const soft = token('--ink-soft');
    const rule = token('--line');
    const hours = sheet.areas[0].hours;
    line ??= echarts.init(document.getElementById('hours-line'), null, { renderer: 'canvas' });
    const broken = hours.flatMap((h, n) => n && h[0] - hours[n - 1][0] > 1 ? [[hours[n - 1][0] + 1, 0, null, null, null], h] : [h]);
    const at = h => sheet.beginMillis + h[0] * HOUR + 8 * HOUR;
    const series = (name, i, more) => ({ type: 'line', name, showSymbol: hours.length < 40, symbolSize: 4, data: broken.map(h => [at(h), h[i]]), ...more });
    const thin = { lineStyle: { width: 0.8, opacity: 0.6 } };
    line.setOption({
      useUTC: true,
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      color: [token('--accent'), soft, soft],
      tooltip: { trigger: 'axis', confine: true, valueFormatter: valued },
      grid: { left: 52, right: 16, top: 28, bottom: 28 },
      xAxis: { type: 'time', axisLabel: { color: soft, hideOverlap: true }, axisLine: { lineStyle: { color: rule } } },
      yAxis: { type: 'value', scale: true, name: sheet.unit, nameTextStyle: { color: soft }, axisLabel: { color: soft }, splitLine: { lineStyle: { color: rule } } },
      series: [series(words.mean, 2, { lineStyle: { width: 1.5 } }), series(words.min, 3, thin), series(words.max, 4, thin)],
    }, true);
  }

  async function load() {
    const answer = await fetch(words.sheet, { headers: { Accept: 'application/json' } });
    if (!answer.ok) {
      told.textContent = words.slow;
      return;
    }
    sheet = await answer.json();
    build();
    draw();
    measure.addEventListener('change', draw);
    addEventListener('resize', () => { line?.resize(); draw(); });
  }
  load();
})();
