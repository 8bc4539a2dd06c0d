/** A saved date-time as an entity, and its text forms. */
package threetier.timestamps.entry;
