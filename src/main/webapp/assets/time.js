// Formats times for people: in the viewer's time zone, in UTC, and relative to now.
import { answers } from './http.js';

const LANGUAGE = 'en-GB';
const LOCAL = new Intl.DateTimeFormat(LANGUAGE, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/**
 * Relative times always contain a number. "Yesterday" would be wrong for many times between one and two days ago, and "last year" for many
 * times between one and two years ago.
 */
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'always' });
const UNITS = [['year', 31_556_952], ['month', 2_629_746], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/**
 * Milliseconds by which this device's clock must differ from the header Date to count as wrong. The header has only whole seconds, so
 * smaller differences mean nothing.
 */
const TOLERANCE = 2_000;
let error = 0;

answers.addEventListener('answer', ({ response }) => {
  const difference = Date.parse(response?.headers.get('Date')) - Date.now();
  if (!Number.isNaN(difference)) {
    error = Math.abs(difference) > TOLERANCE ? difference : 0;
  }
});

/** Milliseconds since 1970 according to the site's clock. The clock of this device may be wrong. */
export const now = () => Date.now() + error;

/** The name of the viewer's time zone, like "Europe/Berlin". */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const local = moment => LOCAL.format(new Date(moment));

export const clock = moment => CLOCK.format(new Date(moment));

export const day = moment => DAY.format(new Date(moment));

/** Turns "2022-11-06T03:01:47.123456Z" into "2022-11-06 03:01:47.123456 UTC". */
export const utc = iso => iso.replace('T', ' ').replace('Z', ' UTC');

/**
 * Returns a relative time like "3 minutes ago". Returns "now" for less than a second, and for a future time, which is possible because
 * clocks differ.
 */
export function ago(moment) {
  const seconds = Math.max(0, (now() - Date.parse(moment)) / 1000);
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? [];
  return unit ? RELATIVE.format(-Math.floor(seconds / length), unit) : 'now';
}
