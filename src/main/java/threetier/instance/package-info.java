/** Who answers: the node's name, version and zone, the headers that say so, and addresses as the client sees them. */
package threetier.instance;
