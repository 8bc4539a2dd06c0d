/**
 * The table {@code changes}: every write of a resource that can also be changed and deleted adds a row, in its own
 * transaction. The row's id is the client's token and the entity tag of what has changed.
 */
package threetier.changes;
