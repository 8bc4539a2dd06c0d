// The button "Save now": one click makes exactly one entry, even if the request is sent several times.
import { ask, read } from './http.js';

/** Milliseconds before each retry. */
const PAUSES = [300, 1_000, 2_000];
/** For these milliseconds after a success, the button ignores clicks, such as the second click of a double click. */
const REST = 500;

let key = null;
let busy = false;

/**
 * Saves the current time. If there is no response, this function sends the request again with the same key, and so does the next call. The
 * promise is rejected with a Failure if it is not certain that the time was saved.
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
      if (!mayPass(failure.status)) {
        throw failure;
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
  return attempt();
}

/** Whether a retry may succeed: there was no response, the same request is still in progress, or a tier is down. */
const mayPass = status => status === 0 || status === 409 || status >= 500;

/** Makes a random key. It does not use crypto.randomUUID, because browsers provide that function only over HTTPS. */
function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
