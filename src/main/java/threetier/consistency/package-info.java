/** What the routing rule of {@code datasource} depends on: the token of a client's last write, and the replica lag. */
package threetier.consistency;
