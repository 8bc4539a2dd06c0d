// The three tiers at work: which node of each gave the last answer and how long its part took.
import { answers } from './http.js';

const TIERS = ['web', 'app', 'db'];
/** As X-Served-By calls them. */
const NAMES = { web: 'web', app: 'app', db: 'database' };
const boxes = Object.fromEntries(TIERS.map(tier => [tier, document.querySelector(`#tiers [data-tier=${tier}]`)]));
const shares = document.getElementById('shares');
/** How often each node of a tier has answered. */
const seen = Object.fromEntries(TIERS.map(tier => [tier, new Map()]));

/** Shows every answer from now on to a question that says what it did. */
export function watch() {
  answers.addEventListener('answer', ({ response, what }) => what && show(response, what));
}

/** Shows how far the replica is behind. */
export async function lag() {
  const instance = await fetch('/instance', { cache: 'no-store' }).then(response => response.ok ? response.json() : null, () => null);
  text('lag', !instance ? '' : instance.lagMillis < 1 ? 'The replica is up to date.' : `The replica is ${(instance.lagMillis / 1000).toFixed(1)} s behind.`);
}

function show(response, what) {
  const nodes = Object.fromEntries(list(response, 'X-Served-By').map(part => part.split('=')));
  const timings = Object.fromEntries(list(response, 'Server-Timing').map(timing));
  let silent = null;
  TIERS.forEach((tier, at) => {
    const node = nodes[NAMES[tier]];
    const inner = timings[TIERS[at + 1]]?.took ?? 0;
    const took = Math.max(0, timings[tier]?.took - inner);
    if (node) {
      seen[tier].set(node, (seen[tier].get(node) ?? 0) + 1);
    }
    fill(boxes[tier], tier, node ?? (silent ? 'not asked' : 'no answer'), node && took);
    boxes[tier].classList.toggle('silent', !node);
    silent ??= node ? null : boxes[tier];
    shares.children[at].style.flexGrow = node ? took : 0;
  });
  shares.hidden = silent !== null;
  document.getElementById('lag').hidden = silent !== null;
  text('what', silent ? `The ${silent.querySelector('h3').textContent.toLowerCase()} gives no answer.` : `${what} in ${milliseconds(timings.web.took)}.`);
  text('why', silent ? '' : reason(nodes.database, what, timings.db.why));
}

function fill(box, tier, node, took) {
  box.querySelector('.node').textContent = node;
  box.querySelector('.took').textContent = took === undefined ? '' : milliseconds(took);
  box.querySelector('.seen').replaceChildren(...[...seen[tier]].sort().map(([name, times]) => {
    const chip = document.createElement('span');
    chip.className = name === node ? 'chip last' : 'chip';
    chip.textContent = `${name} × ${times}`;
    return chip;
  }));
}

function reason(database, what, why) {
  if (what === 'Saved') {
    return 'Every change goes to the writer.';
  }
  return why ? `From the ${database}, because ${why}.` : `From the ${database}.`;
}

/** The members of a header that is a list. */
const list = (response, header) => response?.headers.get(header)?.split(/,\s*/) ?? [];

/** `db;dur=1.5;desc="why"` as its name with what it says. */
function timing(member) {
  const [, name, dur, why] = member.match(/^(\w+);dur=([\d.]+)(?:;desc="(.*)")?/) ?? [];
  return [name, { took: Number(dur), why }];
}

/** With two digits or more. */
const milliseconds = duration => duration < 10 ? `${duration.toFixed(1)} ms` : duration < 1000 ? `${Math.round(duration)} ms` : `${(duration / 1000).toFixed(1)} s`;

function text(id, content) {
  document.getElementById(id).textContent = content;
}
