import { panels, deployments } from './panels.js';
import { draw } from './chart.js';

const POINTS = 180;
const state = document.getElementById('state');
const span = document.getElementById('span');

for (const panel of panels) {
  const figure = document.getElementById('panel').content.cloneNode(true).firstElementChild;
  figure.querySelector('b').textContent = panel.title;
  document.querySelector(`[data-tier=${panel.tier}]`).append(figure);
  panel.figure = figure;
}

async function range(query, from, to) {
  const step = Math.max(2, Math.round((to - from) / POINTS));
  const asked = new URLSearchParams({ query, start: from, end: to, step });
  const answer = await fetch(`/api/v1/query_range?${asked}`);
  if (!answer.ok) throw new Error(`Prometheus answered ${answer.status}`);
  return (await answer.json()).data.result.map((one) => ({
    labels: one.metric,
    points: one.values.map(([time, value]) => [time, Number(value)]).filter(([, value]) => Number.isFinite(value)),
  }));
}

async function lines(panel, from, to) {
  const found = await Promise.all(panel.lines.map(async (line) => (await range(line.query, from, to)).map((series) => ({
    name: line.text ?? [series.labels[line.name], series.labels[line.and]].filter(Boolean).join(' '),
    points: series.points,
  }))));
  return found.flat().filter((line) => line.points.length > 0).sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function alerts() {
  const answer = await fetch('/api/v1/alerts');
  if (!answer.ok) throw new Error(`Prometheus answered ${answer.status}`);
  const firing = (await answer.json()).data.alerts.filter((alert) => alert.state === 'firing');
  return firing.sort((one, other) => (one.activeAt < other.activeAt ? -1 : 1));
}

/** Lists the alerts that fire, each with its name, what is wrong, and since when. */
function list(firing) {
  const items = firing.map((alert) => {
    const item = document.getElementById('alert').content.cloneNode(true).firstElementChild;
    item.className = alert.labels.severity;
    item.querySelector('b').textContent = alert.labels.alertname;
    item.querySelector('span').textContent = alert.annotations.summary;
    item.querySelector('time').textContent = `since ${new Date(alert.activeAt).toLocaleTimeString()}`;
    return item;
  });
  if (items.length === 0) {
    items.push(document.createElement('li'));
    items[0].textContent = 'None';
  }
  document.getElementById('alerts').replaceChildren(...items);
}

async function show() {
  const to = Date.now() / 1000;
  const from = to - Number(span.value);
  try {
    const starts = (await range(deployments, from, to)).flatMap((series) => series.points.map(([, value]) => value));
    const marks = [...new Set(starts)].filter((time) => time > from);
    list(await alerts());
    for (const panel of panels) draw(panel, await lines(panel, from, to), from, to, marks);
    state.textContent = `As of ${new Date(to * 1000).toLocaleTimeString()}`;
  } catch (failure) {
    state.textContent = `No numbers: ${failure.message}`;
  }
}

async function again() {
  if (!document.hidden) await show();
  setTimeout(again, 2000);
}
span.addEventListener('change', show);
again();
