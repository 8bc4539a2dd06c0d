// Times as users read them: in their own time zone, in UTC, and relative to now.
import { answers } from './http.js';

const LANGUAGE = 'en-GB';
const LOCAL = new Intl.DateTimeFormat(LANGUAGE, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(LANGUAGE, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** Formats relative times with numbers. "Yesterday" would be wrong for many times between one and two days ago, as would "last year". */
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'always' });
const UNITS = [['year', 31_556_952], ['month', 2_629_746], ['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** In milliseconds. The Date header has whole seconds, so a smaller difference to it does not prove that this device's clock is wrong. */
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

/** The viewer's time zone, like "Europe/Berlin". */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const local = moment => LOCAL.format(new Date(moment));

export const clock = moment => CLOCK.format(new Date(moment));

export const day = moment => DAY.format(new Date(moment));

/** Formats "2022-11-06T03:01:47.123456Z" as "2022-11-06 03:01:47.123456 UTC". */
export const utc = iso => iso.replace('T', ' ').replace('Z', ' UTC');

/** Formats a time like "3 minutes ago". The last second is "now", and so is a future time, which occurs because clocks differ. */
export function ago(moment) {
  const seconds = Math.max(0, (now() - Date.parse(moment)) / 1000);
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? [];
  return unit ? RELATIVE.format(-Math.floor(seconds / length), unit) : 'now';
}
