// The button "Save now": one click makes one entry, no matter how often the request is sent.
import { ask, read } from './http.js';

/** Milliseconds to wait before each retry. */
const PAUSES = [300, 1_000, 2_000];
/** Milliseconds for which the button ignores clicks after a success. It thus ignores the second click of a double click. */
const REST = 500;

let key = null;
let busy = false;

/**
 * Saves the current time. If there is no response, this call retries with the same idempotency key, and so does the next call. The promise
 * is rejected with a Failure if it is not certain that the time was saved.
 *
 * @returns {Promise<{id: number, savedAt: string}>?} null while another call is in progress
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
      if (failure.refused || !mayPass(failure.status)) {
        throw failure;
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
  return attempt();
}

/** Whether a retry may succeed: there was no response, the same request is still in progress (409), or a tier is down. */
const mayPass = status => status === 0 || status === 409 || status >= 500;

/** Creates an idempotency key. crypto.randomUUID is not used, because browsers provide it only over HTTPS. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
