// Save now: one click, one entry, however often it has to be sent.
import { ask, read } from './http.js';

/** Milliseconds before each repetition. */
const PAUSES = [300, 1_000, 2_000];
/** Milliseconds that the button rests after a success: the second click of a double click is no second wish. */
const REST = 500;

let key = null;
let busy = false;

/**
 * Saves this moment. Without an answer it asks again with the same key, and so does the next call. The promise fails with a Failure when
 * it is not certain that it was saved.
 * @returns {Promise<{id: number, savedAt: string}>?} null while another call is at work
 */
export function save() {
  if (busy) {
    return null;
  }
  busy = true;
  key ??= newKey();
  return send().finally(() => setTimeout(() => { busy = false; }, REST));
}

async function send() {
  const saved = await patiently(async () => read(await ask('/timestamps', { what: 'Saved', method: 'POST', headers: { 'Idempotency-Key': key } })));
  key = null;
  return saved;
}

async function patiently(attempt) {
  for (const pause of PAUSES) {
    try {
      return await attempt();
    } catch (failure) {
      if (!mayPass(failure.status)) {
        throw failure;
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
  return attempt();
}

/** No answer, the same request still at work, or a tier that is away. */
const mayPass = status => status === 0 || status === 409 || status >= 500;

/** Not crypto.randomUUID, which a browser has only over HTTPS. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
