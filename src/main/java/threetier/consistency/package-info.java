/**
 * The two facts on which the routing rule of the package {@code datasource} depends: the last write of a client (token)
 * and the replica lag.
 */
package threetier.consistency;
