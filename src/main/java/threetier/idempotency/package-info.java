/**
 * Requests that must take effect only once: the format of their idempotency keys, and the rule that a node works on
 * only one request per key at a time.
 */
package threetier.idempotency;
