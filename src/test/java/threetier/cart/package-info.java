/**
 * A sample of an application with sessions: a cart that a client fills, request by request. The drills
 * {@code sessions-replication} and {@code sessions-affinity} run it on several app nodes.
 */
package threetier.cart;
