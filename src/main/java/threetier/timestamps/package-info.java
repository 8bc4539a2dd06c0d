/**
 * Saves and lists date-times. This package has the resources under {@code /write}, {@code /read} and
 * {@code /timestamps}, and the classes that read and write the database for them.
 */
package threetier.timestamps;
