// Bars from the numbers that stand in the page; the table below each plot has the same numbers.
(() => {
  'use strict';
  const drawn = new Map();
  const color = (name) => {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  const draw = (element) => {
    const data = JSON.parse(element.dataset.plot);
    if (drawn.has(element)) drawn.get(element).destroy();
    const half = data.width / 2;
    const axis = { stroke: color('--quiet'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
    const plot = new uPlot({
      width: Math.max(200, element.clientWidth),
      height: 170,
      padding: [8, 20, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: { x: { time: false, range: [data.x[0] - half, data.x[data.x.length - 1] + half] }, y: { range: (self, low, high) => [0, Math.max(1, high * 1.08)] } },
      axes: [{ ...axis, size: 26, grid: { show: false }, incrs: data.whole ? [1, 2, 5, 10, 20, 50] : undefined }, { ...axis, size: 42, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] }],
      series: [{}, { stroke: color('--accent'), fill: color('--range'), width: 1, points: { show: false }, paths: uPlot.paths.bars({ size: [0.94, 120], radius: 0.12 }) }],
    }, [data.x, data.y], element);
    drawn.set(element, plot);
  };
  const drawAll = () => {
    [...drawn.keys()].filter((element) => !element.isConnected).forEach((element) => { drawn.get(element).destroy(); drawn.delete(element); });
    document.querySelectorAll('[data-plot]').forEach(draw);
  };
  let soon;
  const redraw = () => { clearTimeout(soon); soon = setTimeout(drawAll, 150); };
  document.addEventListener('htmx:afterSettle', redraw);
  document.addEventListener('theme', redraw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('resize', redraw);
  drawAll();
})();
