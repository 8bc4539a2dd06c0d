package threetier.users;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.datasource.Answer;
import threetier.fields.FieldErrorsException;
import threetier.fields.Fields;
import threetier.html.Html;
import threetier.html.HtmlPages;
import threetier.html.HtmlTemplate;
import threetier.http.Answers;
import threetier.paging.Page;
import threetier.paging.PageRequest;

/** The HTML page of the users: a form that adds one, with its errors beside the fields, and the list. No scripts. */
@ApplicationScoped
public class UsersPage {

    @Inject
    private HtmlPages pages;

    private HtmlTemplate page;

    @PostConstruct
    void load() {
        page = pages.template("users.html");
    }

    /** The page with an empty form. */
    Response of(Answer<Page<User>> list, PageRequest wanted) {
        return response(Response.Status.OK, list, wanted, Map.of());
    }

    /** The page with what the client has sent, and what is wrong with it. */
    Response withErrors(Answer<Page<User>> list, Fields sent, FieldErrorsException invalid) {
        Map<String, String> form = new HashMap<>();
        for (String field : UserFields.NAMES) {
            form.put(field, sent.get(field) == null ? "" : Html.escape(sent.get(field)));
        }
        invalid.errors().forEach((field, error) -> {
            form.put(field + "Error", page.part("error").fill(Map.of("field", field, "error", Html.escape(error))));
            form.put(field + "State", "aria-invalid=\"true\" aria-describedby=\"" + field + "-error\"");
        });
        return response(invalid.getResponse().getStatusInfo().toEnum(), list, PageRequest.of(null, null), form);
    }

    private Response response(
            Response.Status status, Answer<Page<User>> answer, PageRequest wanted, Map<String, String> form) {
        Page<User> list = answer.value();
        HtmlTemplate row = page.part("user");
        Map<String, String> values = new HashMap<>(form);
        values.put(
                "users",
                list.rows().stream()
                        .map(user -> row.fill(
                                Map.of("username", Html.escape(user.username()), "email", Html.escape(user.email()))))
                        .collect(Collectors.joining()));
        values.put("empty", list.rows().isEmpty() ? part("no-users", Map.of()) : "");
        values.put("newer", wanted.newest() ? "" : part("newer-link", Map.of()));
        values.put(
                "older", list.more() ? part("older-link", Map.of("before", Long.toString(list.continueBefore()))) : "");
        return HtmlPages.response(Answers.from(answer, Response.status(status).entity(pages.fill(page, values))));
    }

    private String part(String id, Map<String, String> values) {
        return page.part(id).fill(values);
    }
}
