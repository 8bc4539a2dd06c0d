// Sends requests to this site. The listeners of `answers` get every response, and also learn of every request without a response.

/**
 * Dispatches an Event "answer" with two properties: `response` (null if there is none) and `what`, the caller's name for what the request
 * did (may be undefined).
 */
export const answers = new EventTarget();

/** Time-out of a request in milliseconds. After the time-out, a request that changes something may be repeated with its idempotency key. */
const LIMIT = 10_000;

/**
 * A failed request. `message` is a text for people. `status` is the HTTP status, 0 if there was no response. `refused` is true if the site
 * certainly saved nothing, because it is in read-only mode.
 */
export class Failure extends Error {
  constructor(status, message, refused = false) {
    super(message);
    this.status = status;
    this.refused = refused;
  }
}

/**
 * Sends a request and returns the Response if its status is a success or 304.
 *
 * @throws {Failure} for everything else
 */
export async function ask(path, { what, headers, ...options } = {}) {
  const response = await fetch(path, {
    cache: 'no-store', signal: AbortSignal.timeout(LIMIT), ...options, headers: { Accept: 'application/json', ...headers },
  }).catch(() => null);
  answers.dispatchEvent(Object.assign(new Event('answer'), { response, what }));
  if (!response) {
    throw new Failure(0, 'The site does not answer. Is this device online?');
  }
  if (!response.ok && response.status !== 304) {
    throw new Failure(response.status, await detail(response), response.status === 503 && response.headers.has('Read-Only-Mode'));
  }
  return response;
}

/**
 * Returns the content of a response.
 *
 * @throws {Failure} if the content is incomplete, which counts as no response
 */
export const read = response => response.json().catch(() => { throw new Failure(0, 'The response was cut off.'); });

async function detail(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? `The site answered ${response.status}.`;
}
