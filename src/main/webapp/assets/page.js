// Keeps the page up to date. The page also works without scripts, but then shows changes only when it is loaded again.
import * as chart from './chart.js';
import * as list from './list.js';
import * as mode from './mode.js';
import { save } from './save.js';
import * as tiers from './tiers.js';
import { clock, day, now, zone } from './time.js';

/** Milliseconds between two requests for the list: the usual time, and the maximum. The time doubles after each failure. */
const USUAL = 3_000;
const LONGEST = 12_000;
/**
 * Milliseconds between two updates of the chart, and milliseconds from a change of the list to the update of the chart. The second time is
 * longer than a second because an app node repeats the same numbers for a second.
 */
const CHART = 15_000;
const SETTLED = 1_500;

const form = document.getElementById('save');
const button = form.querySelector('button');
/** Whether the server rendered a notice instead of the list. */
const away = document.getElementById('connection').hasChildNodes();
let timer;
let wait = USUAL;

/** Requests the current list and schedules the next request, unless the page is hidden. */
async function look() {
  clearTimeout(timer);
  try {
    await Promise.all([list.refresh(), tiers.lag()]);
    wait = USUAL;
    if (away && !list.newest) {
      location.reload();
    }
    say('connection', '');
  } catch (failure) {
    wait = Math.min(wait * 2, LONGEST);
    say('connection', `The list cannot be read. ${failure.message} This page tries again every ${wait / 1000} seconds.`);
  }
  clearTimeout(timer);
  if (!document.hidden) {
    timer = setTimeout(look, wait * (.9 + Math.random() / 5));
  }
}

function count() {
  if (!document.hidden) {
    chart.update();
  }
}

async function saveNow() {
  const saving = save();
  if (!saving) {
    return;
  }
  say('saved', 'Saving …');
  button.setAttribute('aria-disabled', 'true');
  try {
    const saved = await saving;
    say('problem', '');
    await readBack(saved);
  } catch (failure) {
    say('saved', '');
    say('problem', failure.refused ? failure.message : `It is not certain that the time was saved. ${failure.message} Press “Save now” again: the time is saved only once, even if you press several times.`);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

async function readBack({ id, savedAt }) {
  try {
    const there = await list.refresh(id);
    count();
    say('saved', there ? `Saved at ${clock(savedAt)} and read back.` : `Saved at ${clock(savedAt)}; newer entries fill the list.`);
  } catch {
    say('saved', `Saved at ${clock(savedAt)}. The list cannot be read just now.`);
  }
}

function say(id, text) {
  const place = document.getElementById(id);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

function tick() {
  const [time, rest] = document.getElementById('clock').children;
  time.textContent = clock(now());
  rest.textContent = `${day(now())} · ${new Date(now()).toISOString().slice(11, 19)} UTC`;
  list.age();
}

tiers.watch();
mode.watch();
chart.watch();
list.dress();
say('zone', `${list.newest ? 'Newest first' : 'Older entries'}, in your time zone (${zone()}).`);
document.getElementById('clock').hidden = false;
tick();
setInterval(tick, 1_000);
setInterval(count, CHART);
list.list.addEventListener('change', () => setTimeout(count, SETTLED));
document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : (look(), count()));
addEventListener('online', look);
document.getElementById('again').hidden = false;
document.getElementById('again').addEventListener('click', look);
if (list.newest) {
  form.addEventListener('submit', event => { event.preventDefault(); saveNow(); });
  // A key of the keyboard that is held down saves only once
  button.addEventListener('keydown', event => event.repeat && event.preventDefault());
}
await look();
count();
