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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.OverloadException;
import threetier.html.HtmlPages;
import threetier.http.Answers;
import threetier.http.Preference;
import threetier.paging.Page;
import threetier.paging.PageRequest;
import threetier.timestamps.ReadResource;
import threetier.timestamps.TimestampReader;
import threetier.timestamps.entry.Timestamp;

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
        if (Preference.html(request)) {
            return page(token, PageRequest.of(before, null));
        }
        Response response = list.read(token);
        response.getHeaders().putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return response;
    }

    private Response page(Token token, PageRequest wanted) {
        try {
            Answer<Page<Timestamp>> answer = reader.page(token, wanted);
            return HtmlPages.response(Answers.from(answer, Response.ok(page.of(answer, wanted.newest()))));
        } catch (PersistenceException away) {
            return HtmlPages.response(Response.ok(page.withoutList("no database answers")));
        } catch (OverloadException tooMany) {
            return HtmlPages.response(Response.ok(page.withoutList("there are too many requests")));
        }
    }
}
