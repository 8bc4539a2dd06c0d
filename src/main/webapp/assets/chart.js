// Shows the number of saves over time, as bars and as a table.
import { ask, read } from './http.js';
import { clock, local, now } from './time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/**
 * For each span of the chart: the number of bars, the length of time of a bar, the number of bars from one label to the next, and the text
 * of a label.
 */
const SPANS = {
  hour: { bars: 60, per: 'minute', length: MINUTE, every: 15, label: time => clock(time).slice(0, 5) },
  day: { bars: 24, per: 'hour', length: HOUR, every: 6, label: time => clock(time).slice(0, 5) },
  week: { bars: 168, per: 'hour', length: HOUR, every: 24, label: time => local(time).split(' ').slice(0, 2).join(' ') },
};
const HEIGHT = 200;
const MARGIN = { top: 8, right: 8, bottom: 24, left: 40 };

const section = document.getElementById('chart');
const svg = section.querySelector('svg');
const summary = document.getElementById('chart-summary');
const table = section.querySelector('tbody');
let shown = null;

/** Draws the chart again whenever the user chooses another span or the size of the chart changes. */
export function watch() {
  section.hidden = false;
  section.querySelector('fieldset').addEventListener('change', update);
  new ResizeObserver(() => shown && draw(shown)).observe(section);
}

/** Requests the numbers of the chosen span and shows them. */
export async function update() {
  const name = chosen();
  const { bars, per, length } = SPANS[name];
  const from = new Date(now() - (bars - 1) * length).toISOString();
  try {
    const counted = await read(await ask(`/timestamps/counts?per=${per}&from=${from}`));
    if (name === chosen()) {
      shown = { ...SPANS[name], name, start: Date.parse(counted.from), counts: counted.counts };
      draw(shown);
      tell(shown);
    }
  } catch (failure) {
    if (name !== chosen()) {
      return;
    }
    if (name !== shown?.name) {
      // The bars on the page belong to another span than the chosen one
      shown = null;
      svg.replaceChildren();
      table.replaceChildren();
    }
    summary.textContent = `The numbers are not available just now. ${failure.message}`;
  }
}

const chosen = () => section.querySelector('input:checked').value;

function draw({ counts, start, length, every, label }) {
  const width = svg.clientWidth;
  const top = nice(Math.max(...counts));
  const step = (width - MARGIN.left - MARGIN.right) / counts.length;
  const y = count => HEIGHT - MARGIN.bottom - count / top * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const x = at => MARGIN.left + at * step;
  const parts = [];
  for (const count of [0, top / 2, top]) {
    parts.push(node('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(count), y2: y(count) }),
      node('text', { x: MARGIN.left - 8, y: y(count) + 4, 'text-anchor': 'end' }, short(count)));
  }
  counts.forEach((count, at) => {
    if (count) {
      const bar = node('rect', { class: 'bar', x: x(at) + step * .1, width: step * .8, y: y(count), height: y(0) - y(count), rx: Math.min(2, step * .2) });
      bar.append(node('title', {}, `${local(start + at * length)}: ${count}`));
      parts.push(bar);
    }
    if (mark(start + at * length, length, every)) {
      parts.push(node('text', { x: x(at), y: HEIGHT - 6, 'text-anchor': 'middle' }, label(start + at * length)));
    }
  });
  svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
  svg.replaceChildren(...parts);
}

/** Whether a bar begins at a round time in the viewer's time zone. Such a bar gets a label. */
function mark(time, length, every) {
  const moment = new Date(time);
  return (length === MINUTE ? moment.getMinutes() : moment.getHours()) % every === 0;
}

function tell({ counts, start, length, name }) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts);
  const peak = most ? ` At most ${most} in ${length === MINUTE ? 'a minute' : 'an hour'}, from ${local(start + counts.indexOf(most) * length).slice(0, -3)}.` : '';
  const text = `${total} ${total === 1 ? 'save' : 'saves'} in the last ${name}.${peak}`;
  if (summary.textContent !== text) {
    summary.textContent = text;
  }
  table.replaceChildren(...counts.map((count, at) => [start + at * length, count]).filter(([, count]) => count).reverse().map(([time, count]) => {
    const row = document.createElement('tr');
    row.insertCell().textContent = local(time).slice(0, -3);
    row.insertCell().textContent = count;
    return row;
  }));
}

/** The smallest round number that is at least `most` and half of which is a whole number. */
function nice(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return Math.max(2, [1, 2, 4, 6, 8, 10].find(factor => factor * power >= most) * power);
}

const short = number => new Intl.NumberFormat('en-GB', { notation: 'compact' }).format(number);

function node(name, attributes, text = '') {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([attribute, value]) => element.setAttribute(attribute, value));
  element.textContent = text;
  return element;
}
