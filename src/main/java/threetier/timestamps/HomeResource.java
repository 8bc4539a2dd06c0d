package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.GET;
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
import threetier.instance.Answers;
import threetier.problem.Preference;

/**
 * The site's address: the page for a browser, the same as {@code /read} for everything else. The page is
 * there without a database too, and says so.
 */
@Path("/")
@ApplicationScoped
public class HomeResource {

    @Inject
    private TimestampReader reader;

    @Inject
    private ReadResource list;

    @GET
    public Response home(@QueryParam("before") String before, @Context Request request, @Context HttpHeaders headers) {
        Response response = Preference.html(request)
                ? page(Token.of(headers), TimestampsResource.before(before)) : list.read(request, headers);
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response;
    }

    private Response page(Token token, long before) {
        try {
            Answer<Page> page = reader.page(token, before, TimestampsResource.DEFAULT_LIMIT);
            return html(Answers.from(page, Response.ok(HomePage.of(page.value()))), "no-cache");
        } catch (PersistenceException | OverloadException noList) {
            return html(Response.ok(HomePage.withoutList()), "no-store");
        }
    }

    private static Response html(ResponseBuilder response, String caching) {
        return response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")).header(HttpHeaders.CACHE_CONTROL, caching).build();
    }
}
