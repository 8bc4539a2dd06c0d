/**
 * Requests that must take effect only once: their idempotency keys, the first answers to them, and the rule that a node
 * works on only one request per key at a time.
 */
package threetier.idempotency;
