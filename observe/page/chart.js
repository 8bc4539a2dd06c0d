const [WIDTH, HEIGHT, LEFT, BOTTOM] = [360, 120, 38, 16];

function element(name, attributes, text = '') {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** The next number of the form 1, 2 or 5 times a power of ten. */
function round(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= value * 0.999);
}

/** Draws the lines of a panel, its latest values as a legend, and a dashed line for each deployment. */
export function draw({ figure, title, format, sum }, lines, from, to, marks) {
  const top = round(Math.max(0, ...lines.flatMap((line) => line.points.map(([, value]) => value))));
  const x = (time) => LEFT + ((time - from) / (to - from)) * (WIDTH - LEFT);
  const y = (value) => 6 + (1 - value / top) * (HEIGHT - BOTTOM - 6);
  const svg = figure.querySelector('svg');
  const parts = [0, 0.5, 1].flatMap((share) => [
    element('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(share * top), y2: y(share * top) }),
    element('text', { x: LEFT - 4, y: y(share * top) + 3, 'text-anchor': 'end' }, format(share * top)),
  ]);
  for (const time of marks) parts.push(element('line', { class: 'deployed', x1: x(time), x2: x(time), y1: 6, y2: HEIGHT - BOTTOM }));
  const clock = (time) => new Date(time * 1000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  parts.push(element('text', { x: LEFT, y: HEIGHT - 3 }, clock(from)));
  parts.push(element('text', { x: WIDTH, y: HEIGHT - 3, 'text-anchor': 'end' }, clock(to)));
  lines.forEach((line, i) => parts.push(element('path', {
    d: line.points.map(([time, value], j) => `${j ? 'L' : 'M'}${x(time).toFixed(1)} ${y(value).toFixed(1)}`).join(''),
    style: `stroke: var(--c${i % 5})`,
  })));
  svg.replaceChildren(...parts);
  const latest = lines.map((line) => line.points.at(-1)[1]);
  const value = latest.length === 0 ? '–' : format(sum ? latest.reduce((a, b) => a + b) : Math.max(...latest));
  figure.querySelector('output').textContent = value;
  svg.setAttribute('aria-label', `${title}, now ${value}`);
  figure.querySelector('ul').replaceChildren(...lines.map((line, i) => {
    const item = document.createElement('li');
    item.style.setProperty('--colour', `var(--c${i % 5})`);
    item.textContent = `${line.name} ${format(latest[i])}`;
    return item;
  }));
}
