/**
 * Requests that must take effect once: the format of their keys, and the rule that a node works on one request per key
 * at a time.
 */
package threetier.idempotency;
