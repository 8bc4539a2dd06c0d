/**
 * Saving and listing date-times: the resources under {@code /write}, {@code /read} and {@code /timestamps}, and the
 * services that read and write for them.
 */
package threetier.timestamps;
