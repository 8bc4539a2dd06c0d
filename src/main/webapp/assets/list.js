// Updates the list that the server has rendered.
import { ask, read } from './http.js';
import { ago, local, utc } from './time.js';

/** The list on the page. It dispatches an Event "change" when its entries change. */
export const list = document.getElementById('list');
const empty = document.getElementById('empty');
const older = document.getElementById('older');
/** How long a new entry stays marked, in milliseconds. */
const MARKED = 10_000;

/** Whether this page begins with the newest entry. A page of older entries does not change. */
export const newest = !new URLSearchParams(location.search).has('before');

let tag = '';
let asked = 0;
/** The id of the entry that this user has saved last. */
let own = null;

/** Shows the times in the viewer's time zone. The server has rendered them in UTC. */
export function dress() {
  for (const entry of list.children) {
    const time = entry.querySelector('time');
    time.textContent = local(time.dateTime);
    entry.querySelector('.utc').textContent = utc(time.dateTime);
  }
  age();
}

/** Updates the relative times, such as "3 minutes ago". */
export function age() {
  for (const entry of list.children) {
    const text = ago(entry.querySelector('time').dateTime);
    const place = entry.querySelector('.ago');
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }
}

/**
 * Reads the list again and shows it. If a later request has been sent meanwhile, the response is not shown, because it may lack newer
 * entries.
 *
 * @param saved id of the entry that this user has just saved
 * @returns whether that entry is in the list
 */
export async function refresh(saved) {
  own = saved ?? own;
  const mine = ++asked;
  const response = await ask('/timestamps', { what: 'Read', headers: tag && { 'If-None-Match': tag } });
  const rows = response.status === 304 ? null : await read(response);
  if (saved && mine !== asked) {
    return refresh(saved);
  }
  if (newest && mine === asked && rows) {
    tag = response.headers.get('ETag');
    show(rows);
    const before = response.headers.get('Link')?.match(/[?&]before=(\d+)/)?.[1];
    fill(older, before && 'older-link');
    older.querySelector('a')?.setAttribute('href', `/?before=${before}`);
  }
  return [...list.children].some(entry => entry.dataset.id === String(saved));
}

function show(rows) {
  const known = new Map([...list.children].map(entry => [key(entry.dataset.id, entry.querySelector('time').dateTime), entry]));
  const first = !known.size && !empty.hasChildNodes();
  const entries = rows.map(row => known.get(key(row.id, row.savedAt)) ?? made(row, row.id === own ? 'yours, just saved' : first ? '' : 'new'));
  [...list.children].filter(entry => !entries.includes(entry)).forEach(gone => gone.remove());
  entries.forEach((entry, at) => list.children[at] === entry || list.insertBefore(entry, list.children[at] ?? null));
  fill(empty, !rows.length && 'empty-list');
  dress();
  list.dispatchEvent(new Event('change'));
}

const key = (id, savedAt) => `${id} ${savedAt}`;

function made(row, mark) {
  const entry = part('entry').firstElementChild;
  entry.dataset.id = row.id;
  entry.querySelector('time').dateTime = row.savedAt;
  if (mark) {
    entry.classList.add('fresh');
    entry.querySelector('.mark').textContent = mark;
    setTimeout(() => { entry.classList.remove('fresh'); entry.querySelector('.mark').textContent = ''; }, MARKED);
  }
  return entry;
}

/**
 * Fills a place on the page with one of the page's parts, or empties the place if there is no id. If the place already has a part, the part
 * is not replaced, so that it keeps the keyboard focus.
 */
function fill(place, id) {
  if (place.hasChildNodes() !== Boolean(id)) {
    place.replaceChildren(...id ? [part(id)] : []);
  }
}

const part = id => document.getElementById(id).content.cloneNode(true);
