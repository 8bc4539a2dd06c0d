// Shows the three tiers: which node of each tier answered last and how long this tier took.
import { answers, ask } from './http.js';

const TIERS = ['web', 'app', 'db'];
/** The names of the tiers in the header X-Served-By. */
const NAMES = { web: 'web', app: 'app', db: 'database' };
/** The text in threetier.datasource.Reason. With this reason, the replica lag is unknown. */
const READER_AWAY = 'the reader does not answer';
const boxes = Object.fromEntries(TIERS.map(tier => [tier, document.querySelector(`#tiers [data-tier=${tier}]`)]));
const shares = document.getElementById('shares');
/** For each tier, how often each of its nodes has answered. */
const seen = Object.fromEntries(TIERS.map(tier => [tier, new Map()]));

/** Starts to count the nodes in every response. Shows a response in detail if the caller has named what the request did. */
export function watch() {
  answers.addEventListener('answer', ({ response, what }) => {
    const nodes = Object.fromEntries(list(response, 'X-Served-By').map(part => part.split('=')));
    count(nodes);
    if (what) {
      show(response, what, nodes);
    }
    TIERS.forEach(chips);
  });
}

/** Requests and shows the replica lag. */
export async function lag() {
  const instance = await ask('/instance').then(response => response.json()).catch(() => null);
  text('lag', !instance ? '' : instance.lagMillis < 1 ? 'The replica is up to date.' : `The replica is ${(instance.lagMillis / 1000).toFixed(1)} s behind.`);
}

function count(nodes) {
  for (const tier of TIERS) {
    const node = nodes[NAMES[tier]];
    if (node) {
      seen[tier].set(node, (seen[tier].get(node) ?? 0) + 1);
    }
  }
}

function chips(tier) {
  const shown = boxes[tier].querySelector('.node').textContent;
  boxes[tier].querySelector('.seen').replaceChildren(seen[tier].size ? 'Answers: ' : '', ...[...seen[tier]].sort().map(([name, times]) => {
    const chip = document.createElement('span');
    chip.className = name === shown ? 'chip last' : 'chip';
    chip.textContent = `${name} × ${times}`;
    return chip;
  }));
}

function show(response, what, nodes) {
  const timings = Object.fromEntries(list(response, 'Server-Timing').map(timing));
  let silent = null;
  TIERS.forEach((tier, at) => {
    const node = nodes[NAMES[tier]];
    const inner = timings[TIERS[at + 1]]?.took ?? 0;
    const took = Math.max(0, timings[tier]?.took - inner);
    boxes[tier].querySelector('.node').textContent = node ?? (silent ? 'not asked' : 'no answer');
    boxes[tier].querySelector('.took').textContent = node ? milliseconds(took) : '';
    boxes[tier].classList.toggle('silent', !node);
    silent ??= node ? null : boxes[tier];
    shares.children[at].style.flexGrow = node ? took : 0;
  });
  shares.hidden = silent !== null;
  document.getElementById('lag').hidden = silent !== null || timings.db.why === READER_AWAY;
  text('what', silent ? `The ${silent.querySelector('h3').textContent.toLowerCase()} does not answer.` : `${what} in ${milliseconds(timings.web.took)}.`);
  text('why', silent ? '' : reason(nodes.database, what, timings.db.why));
}

function reason(database, what, why) {
  if (what === 'Saved') {
    return 'Every change goes to the writer.';
  }
  return why ? `From the ${database}, because ${why}.` : `From the ${database}.`;
}

/** Returns the members of a header whose value is a list. */
const list = (response, header) => response?.headers.get(header)?.split(/,\s*/) ?? [];

/** Parses a member of Server-Timing, like `db;dur=1.5;desc="why"`, into its name and its values. */
function timing(member) {
  const [, name, dur, why] = member.match(/^(\w+);dur=([\d.]+)(?:;desc="(.*)")?/) ?? [];
  return [name, { took: Number(dur), why }];
}

/** Formats a duration, given in milliseconds, with at least two digits. */
const milliseconds = duration => duration < 10 ? `${duration.toFixed(1)} ms` : duration < 1000 ? `${Math.round(duration)} ms` : `${(duration / 1000).toFixed(1)} s`;

function text(id, content) {
  document.getElementById(id).textContent = content;
}
