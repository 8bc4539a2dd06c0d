// Sends requests to this site. `answers` tells its listeners of every response, and of every request that got no response.

/**
 * Dispatches an Event "answer". Its property `response` is null if there was no response. Its property `what` says what the request did,
 * if the caller has named it.
 */
export const answers = new EventTarget();

/** Time-out of a request in milliseconds. After it, even a request that changes something may be sent again, with the same key. */
const LIMIT = 10_000;

/** A request that failed. `message` is for people; `status` is 0 if there was no response. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Sends a request and returns the Response if it is a success or 304.
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
    throw new Failure(response.status, await detail(response));
  }
  return response;
}

/**
 * The content of a response.
 * @throws {Failure} if it is incomplete, which counts as no response
 */
export const read = response => response.json().catch(() => { throw new Failure(0, 'The response was cut off.'); });

async function detail(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? `The site answered ${response.status}.`;
}
