/**
 * Saving and listing date-times: the entity, its writers and readers, the resources under {@code /write}, {@code /read}
 * and {@code /timestamps}, and the list that a node keeps, so that it need not read the whole table each time.
 */
package threetier.timestamps;
