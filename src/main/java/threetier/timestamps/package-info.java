/**
 * Saving and listing date-times: the entity, who writes and who reads it, the resources under {@code /write},
 * {@code /read} and {@code /timestamps}, and the list that a node keeps so that it need not be read anew each time.
 */
package threetier.timestamps;
