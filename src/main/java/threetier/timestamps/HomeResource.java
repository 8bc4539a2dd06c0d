package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import threetier.datasource.Answer;
import threetier.instance.Answers;
import threetier.problem.Preference;

/** The site's address: the page for a browser, the same as {@code /read} for everything else. */
@Path("/")
@ApplicationScoped
public class HomeResource {

    @Inject
    private TimestampReader reader;

    @Inject
    private ReadResource list;

    @GET
    public Response home(@QueryParam("before") String before, @Context Request request) {
        Response response = Preference.html(request) ? page(TimestampsResource.before(before)) : list.read(request);
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response;
    }

    private Response page(long before) {
        Answer<Page> page = reader.page(before, TimestampsResource.DEFAULT_LIMIT);
        return Answers.from(page, Response.ok(HomePage.of(page.value())))
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")).header(HttpHeaders.CACHE_CONTROL, "no-cache").build();
    }
}
