/** Requests that must happen once: what a key looks like, and that one request at a time is at work for each. */
package threetier.idempotency;
