/** A saved date-time as a JPA entity, and its text forms. */
package threetier.timestamps.entry;
