/**
 * The two facts on which the routing rule of the package {@code datasource} depends: the last writes of a client
 * (tokens) and the replica lag.
 */
package threetier.consistency;
