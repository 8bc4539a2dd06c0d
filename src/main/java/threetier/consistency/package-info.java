/**
 * What the rule of {@code datasource} goes by: the token of a client that has written, and how far the replica is
 * behind.
 */
package threetier.consistency;
