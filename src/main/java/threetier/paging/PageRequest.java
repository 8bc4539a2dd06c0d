package threetier.paging;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import threetier.datasource.Answer;
import threetier.http.Answers;
import threetier.http.WholeNumber;

/**
 * Which page of a list a client wants.
 *
 * @param before the id below which the page begins; {@link Long#MAX_VALUE} for the newest rows
 * @param limit the number of rows of a page
 */
public record PageRequest(long before, int limit) {

    /** Rows per page. */
    public static final int DEFAULT_LIMIT = 50;

    private static final WholeNumber LIMIT = new WholeNumber("limit", 1, 1000);
    private static final WholeNumber BEFORE = new WholeNumber("before", 1, Long.MAX_VALUE);

    /**
     * Parses the parameters of a request.
     *
     * @param before null for the newest rows
     * @param limit null for the usual number
     * @throws BadRequestException with a message that says what is allowed
     */
    public static PageRequest of(String before, String limit) {
        return new PageRequest(BEFORE.parse(before, Long.MAX_VALUE), (int) LIMIT.parse(limit, DEFAULT_LIMIT));
    }

    /** Whether the page begins with the newest row. */
    public boolean newest() {
        return before == Long.MAX_VALUE;
    }

    /** The response with the page as JSON. The header {@code Link} contains the address of the next page. */
    public <T extends Row> ResponseBuilder response(Answer<Page<T>> answer, UriInfo uri) {
        Page<T> page = answer.value();
        ResponseBuilder response = Response.ok(page, MediaType.APPLICATION_JSON_TYPE);
        if (page.more()) {
            response.link(
                    uri.getAbsolutePathBuilder()
                            .queryParam("limit", limit)
                            .queryParam("before", page.continueBefore())
                            .build(),
                    "next");
        }
        return Answers.list(answer, page.tag(), response);
    }
}
