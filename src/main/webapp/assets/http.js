// Questions to this site. Every answer, and every silence, is told to whoever listens to `answers`.

/** Dispatches an Event "answer" with `response` (null when none came) and `what` was done, if the one who asked has said it. */
export const answers = new EventTarget();

/** Milliseconds that an answer may take; a question that changes something may be repeated with its key. */
const LIMIT = 10_000;

/** No success. `message` is for people; `status` is 0 when no answer came. */
export class Failure extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks, and returns the Response when it is a success or 304.
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
 * What the answer says.
 * @throws {Failure} when it breaks off: that is as good as none
 */
export const read = response => response.json().catch(() => { throw new Failure(0, 'The answer broke off on the way.'); });

async function detail(response) {
  const problem = await response.json().catch(() => ({}));
  return problem.detail ?? `The site answered ${response.status}.`;
}
