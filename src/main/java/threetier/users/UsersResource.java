package threetier.users;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import threetier.changes.ChangeAnswers;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.fields.FieldErrorsException;
import threetier.fields.Fields;
import threetier.fields.FieldsValidator;
import threetier.http.OffByDefault;
import threetier.http.OwnPreconditions;
import threetier.http.Preconditions;
import threetier.http.Preference;
import threetier.http.WholeNumber;
import threetier.idempotency.Created;
import threetier.idempotency.IdempotencyKeyReader;
import threetier.paging.Page;
import threetier.paging.PageRequest;

/** Offers users as resources: POST adds one, GET reads one or a page of them, PUT and DELETE change one. */
@Path("/users")
@OffByDefault("users.enabled")
@ApplicationScoped
public class UsersResource {

    private static final WholeNumber ID = new WholeNumber("id", 1, Long.MAX_VALUE);

    @Inject
    private UserStore store;

    @Inject
    private FieldsValidator validator;

    @Inject
    private UsersPage html;

    /** Adds a user. A client that prefers HTML is redirected to the list, or gets the form with its errors. */
    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response add(
            @Context HttpHeaders headers,
            InputStream body,
            @HeaderParam(Token.CHANGE_HEADER) @DefaultValue("") Token token,
            @Context Request request,
            @Context UriInfo uri) {
        Fields fields = Fields.of(headers, body, UserFields.NAMES);
        try {
            UserFields valid = validator.valid(UserFields.of(fields));
            Answer<Created> added = store.add(IdempotencyKeyReader.of(headers, fields), fields, valid);
            return Preference.html(request)
                    ? ChangeAnswers.saved(added, added.value().change(), Response.seeOther(URI.create("/users")))
                            .build()
                    : ChangeAnswers.created(added, uri);
        } catch (FieldErrorsException invalid) {
            if (Preference.html(request)) {
                return html.withErrors(store.page(token, PageRequest.of(null, null)), fields, invalid);
            }
            throw invalid;
        }
    }

    /** Returns a page of the list, newest user first; for a browser, as HTML. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    public Response page(
            @QueryParam("limit") String limit,
            @QueryParam("before") String before,
            @HeaderParam(Token.CHANGE_HEADER) @DefaultValue("") Token token,
            @Context Request request,
            @Context UriInfo uri) {
        PageRequest wanted = PageRequest.of(before, limit);
        Answer<Page<User>> page = store.page(token, wanted);
        return Preference.html(request)
                ? html.of(page, wanted)
                : wanted.response(page, uri)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build();
    }

    @GET
    @Path("{id}")
    @OwnPreconditions
    @Produces(MediaType.APPLICATION_JSON)
    public Response one(
            @PathParam("id") String id,
            @HeaderParam(Token.CHANGE_HEADER) @DefaultValue("") Token token,
            @Context HttpHeaders headers,
            @Context Request request) {
        Preconditions conditions = Preconditions.of(request, headers);
        Answer<UserStore.Version> found = store.find(token, ID.parse(id));
        conditions.check(found.value().change().tag());
        return ChangeAnswers.one(
                        found, found.value().change(), found.value().user().json())
                .build();
    }

    /** Replaces all fields. The request needs {@code If-Match}, so that no client overwrites what it has not seen. */
    @PUT
    @Path("{id}")
    @OwnPreconditions
    @Produces(MediaType.APPLICATION_JSON)
    public Response replace(
            @PathParam("id") String id, @Context HttpHeaders headers, InputStream body, @Context Request request) {
        long wanted = ID.parse(id);
        Preconditions conditions = Preconditions.of(request, headers).required();
        UserFields fields = validator.valid(UserFields.of(Fields.of(headers, body, UserFields.NAMES)));
        Answer<UserStore.Version> replaced = store.replace(wanted, conditions, fields);
        return ChangeAnswers.replaced(
                replaced, replaced.value().change(), replaced.value().user().json());
    }

    @DELETE
    @Path("{id}")
    @OwnPreconditions
    @Produces(MediaType.APPLICATION_JSON)
    public Response delete(@PathParam("id") String id, @Context HttpHeaders headers, @Context Request request) {
        Answer<Long> deleted = store.delete(ID.parse(id), Preconditions.of(request, headers));
        return ChangeAnswers.saved(deleted, deleted.value(), Response.noContent())
                .build();
    }
}
