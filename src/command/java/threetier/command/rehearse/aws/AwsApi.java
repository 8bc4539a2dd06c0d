package threetier.command.rehearse.aws;

import java.util.Map;

/** What a node asks of one service of AWS. */
interface AwsApi {

    /**
     * The resource that the operation acts on, as IAM names it.
     *
     * @return {@code *} for operations that IAM cannot restrict to a resource, and for those that are not played
     */
    String resource(ApiCall call);

    /** The values by which policies of this service have conditions, by their condition keys. */
    default Map<String, String> context(ApiCall call) {
        return Map.of();
    }

    /**
     * Answers a call that the caller's role allows.
     *
     * @return an {@link ApiAnswer}, or a map of the answer's fields that the wire protocol writes
     * @throws ApiError as AWS answers it; with {@link #notPlayed} if this operation is not played
     */
    Object answer(ApiCall call);

    /** The error for what the caller may do, but a rehearsal does not play. */
    static ApiError notPlayed(ApiCall call) {
        return new ApiError(
                "NotImplemented",
                ApiError.NOT_IMPLEMENTED,
                "A rehearsal does not play " + call.service() + ":" + call.operation() + ".");
    }
}
