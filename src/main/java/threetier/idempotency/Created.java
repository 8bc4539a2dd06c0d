package threetier.idempotency;

/**
 * What a request has created. A repeat of the request gets the same answer, even if the row has changed meanwhile.
 *
 * @param id the id of the new row
 * @param change the id of the row in {@code changes}, for the client's token
 * @param version the version of the new row, for its entity tag
 * @param json the body of the answer
 */
public record Created(long id, long change, String version, String json) {}
