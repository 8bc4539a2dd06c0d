package threetier.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threetier.command.json.Json;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** A client sees its own changes even if the reader lacks them. */
@OnStage
class OwnChangesIT {

    @AfterEach
    void replicate(Stage stage) throws Exception {
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        stage.sql().awaitReplica();
    }

    @Test
    void aClientSeesWhatItHasChangedAndDeleted(Site site, Stage stage) throws Exception {
        People people = new People(site);
        HttpResponse<String> one = people.add();
        HttpResponse<String> two = people.add();
        stage.sql().awaitReplica();
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");

        String name = People.name();
        HttpResponse<String> changed = people.send(
                "PUT",
                people.path(one),
                People.body(name, name + "@example.com"),
                "If-Match",
                Site.header(one, "ETag"));
        assertEquals(200, changed.statusCode(), changed.body());
        assertFrom("writer", people.get(people.path(one), changed), name);
        assertFrom("writer", site.get(people.path(one), "Cookie", cookie(changed)), name);
        assertFrom("reader", site.get(people.path(one)), Json.parse(one.body()).text("username"));

        HttpResponse<String> deleted = site.send("DELETE", people.path(two));
        assertEquals(204, deleted.statusCode());
        assertEquals(404, people.get(people.path(two), deleted).statusCode());
        assertEquals(404, site.get(people.path(two), "Cookie", cookie(deleted)).statusCode());
        assertFrom("reader", site.get(people.path(two)), Json.parse(two.body()).text("username"));
    }

    /** Each kind of token counts for its own kind of resource. */
    @Test
    void aClientHoldsBothTokens(Site site, Stage stage) throws Exception {
        People people = new People(site);
        String saved = cookie(site.post("/timestamps"));
        stage.sql().awaitReplica();
        site.awaitReader();
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        HttpResponse<String> added = people.add();
        String both = saved + "; " + cookie(added);
        assertFrom("reader", site.get("/timestamps", "Cookie", both), "savedAt");
        assertFrom(
                "writer",
                site.get("/users", "Cookie", both),
                Json.parse(added.body()).text("username"));
        HttpResponse<String> later = site.post("/timestamps");
        String all = cookie(later) + "; " + cookie(added);
        assertFrom("writer", site.get("/timestamps", "Cookie", all), later.body());
    }

    private static String cookie(HttpResponse<?> answer) {
        return Site.header(answer, "Set-Cookie").replaceFirst(";.*", "");
    }

    private static void assertFrom(String database, HttpResponse<String> answer, String content) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(Site.header(answer, "X-Served-By").contains("database=" + database), database);
        assertTrue(answer.body().contains(content), answer.body());
    }
}
