/**
 * The identity of a node: its name, version and zone, the headers that carry them, and addresses as the client sees
 * them.
 */
package threetier.instance;
