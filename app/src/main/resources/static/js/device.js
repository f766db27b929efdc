// The chart of a device: one channel over some hours, mean as a line, smallest and largest as a band.
(() => {
  const box = document.getElementById('device-chart');
  const channel = document.getElementById('chart-channel');
  const hours = document.getElementById('chart-hours');
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  let chart = null;

  async function draw() {
    if (!channel.value) return;
    const address = `/back/devices/${encodeURIComponent(box.dataset.device)}/readings?channel=${channel.value}&hours=${hours.value}`;
    const answer = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const told = await answer.json();
    chart ??= echarts.init(box, null, { renderer: 'canvas' });
    chart.setOption(options(told), true);
  }

  function options(told) {
    const soft = token('--ink-soft');
    const line = token('--line');
    const series = { type: 'line', showSymbol: told.points.length < 60, symbolSize: 4, step: told.step ? 'end' : false, lineStyle: { width: 1.5 } };
    const at = p => chengmai.cityTime(p[0]);
    return {
      useUTC: true,
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      color: [token('--accent'), soft, soft],
      title: told.points.length ? undefined : { text: box.dataset.none, left: 'center', top: 'middle', textStyle: { color: soft, fontSize: 14, fontWeight: 400 } },
      tooltip: { trigger: 'axis', confine: true },
      grid: { left: 52, right: 16, top: 28, bottom: 28 },
      xAxis: { type: 'time', axisLabel: { color: soft, hideOverlap: true }, axisLine: { lineStyle: { color: line } } },
      yAxis: { type: 'value', scale: true, name: told.unit, nameTextStyle: { color: soft }, axisLabel: { color: soft }, splitLine: { lineStyle: { color: line } } },
      series: [
        { ...series, name: told.label, data: told.points.map(p => [at(p), p[1]]) },
        ...(told.step ? [] : [2, 3].map(i => ({ ...series, name: i === 2 ? 'min' : 'max', showSymbol: false, lineStyle: { width: 0.7, opacity: 0.5 }, data: told.points.map(p => [at(p), p[i]]) }))),
      ],
    };
  }

  channel.addEventListener('change', draw);
  hours.addEventListener('change', draw);
  addEventListener('resize', () => chart?.resize());
  draw();
  setInterval(draw, 15000);
})();
