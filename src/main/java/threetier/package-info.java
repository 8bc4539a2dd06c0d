/**
 * The application: date-times that are saved and listed. Each package below is a concept, and knows those that the
 * picture in {@code docs/architecture.md} shows beneath it.
 */
package threetier;
