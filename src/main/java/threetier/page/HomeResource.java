package threetier.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.OverloadException;
import threetier.http.Answers;
import threetier.http.Preference;
import threetier.problem.Html;
import threetier.timestamps.Page;
import threetier.timestamps.ReadResource;
import threetier.timestamps.TimestampReader;
import threetier.timestamps.TimestampsResource;

/**
 * The root of the site. A browser gets the HTML page, any other client the same response as from {@code /read}. If no
 * database answers, the page still appears, with a notice.
 */
@Path("/")
@ApplicationScoped
public class HomeResource {

    @Inject
    private TimestampReader reader;

    @Inject
    private ReadResource list;

    @Inject
    private HomePage page;

    @GET
    public Response home(
            @QueryParam("before") String before,
            @HeaderParam(Token.HEADER) @DefaultValue("") Token token,
            @Context Request request) {
        Response response =
                Preference.html(request) ? page(token, TimestampsResource.before(before)) : list.read(token);
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response;
    }

    private Response page(Token token, long before) {
        try {
            Answer<Page> answer = reader.page(token, before, TimestampsResource.DEFAULT_LIMIT);
            return html(Answers.from(answer, Response.ok(page.of(answer, before == Long.MAX_VALUE))));
        } catch (PersistenceException away) {
            return html(Response.ok(page.withoutList("no database answers")));
        } catch (OverloadException tooMany) {
            return html(Response.ok(page.withoutList("there are too many requests")));
        }
    }

    /**
     * Completes a response with the HTML page. Caches must not store the page, because the form of a cached page would
     * send an idempotency key that has been used before.
     */
    private static Response html(ResponseBuilder response) {
        Html.HEADERS.forEach(response::header);
        return response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
