package threetier.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import threetier.command.json.Json;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/**
 * The database loses its newest rows, as in a failover to a region that lacks them, and assigns their ids again. What
 * nodes and clients keep of the lost rows misleads nobody.
 */
@OnStage
class LostRegionIT {

    private static final String JSON = "application/json";

    /** The nodes keep the list with the lost rows. The new rows have the same ids, and the last one the same second. */
    @Test
    void theListHasTheNewRowsAndAnotherTag(Site site, Stage stage) throws Exception {
        long last = save(site);
        long lost = save(site);
        save(site);
        stage.sql().awaitReplica();
        HttpResponse<String> before = site.get("/read");
        HttpResponse<String> page = site.get("/timestamps");

        lose(stage, "timestamps", last);
        add(stage, "2022-11-06 03:01:47", lost);
        add(stage, second(before), lost + 1);
        stage.sql().awaitReplica();

        HttpResponse<String> after = site.get("/read", "If-None-Match", Site.header(before, "ETag"));
        assertEquals(200, after.statusCode());
        assertTrue(after.body().contains("2022-11-06 03:01:47"));
        assertEquals(before.body().length(), after.body().length());
        assertEquals(
                200,
                site.get("/timestamps", "If-None-Match", Site.header(page, "ETag"))
                        .statusCode());
    }

    /** Whichever database has all that is left answers. */
    @Test
    void aTokenOfALostRowIsAnswered(Site site, Stage stage) throws Exception {
        long kept = save(site);
        long lost = save(site);
        stage.sql().awaitReplica();
        lose(stage, "timestamps", kept);
        stage.sql().awaitReplica();
        String token = Long.toString(lost);
        assertEquals(
                404, site.get("/timestamps/" + lost, "Consistency-Token", token).statusCode());
        HttpResponse<String> newest = site.get("/timestamps?limit=1", "Consistency-Token", token);
        assertTrue(newest.body().contains("\"id\": " + kept + ","), newest.body());
        // A new row with the lost id is a row like any other
        HttpResponse<String> saved = site.post("/timestamps", "Consistency-Token", token);
        assertEquals(token, Site.header(saved, "Consistency-Token"));
        assertEquals(
                saved.body(),
                site.get("/timestamps/" + lost, "Consistency-Token", token).body());
    }

    /** The repeat of a lost request saves; the repeat of that one does not. */
    @Test
    void aLostKeySavesAgainOnce(Site site, Stage stage) throws Exception {
        long kept = save(site);
        String key = UUID.randomUUID().toString();
        HttpResponse<String> lost = site.post("/timestamps", "Idempotency-Key", key);
        stage.sql().execute("writer", "DELETE FROM threetier.idempotency_keys WHERE idempotency_key = '" + key + "'");
        lose(stage, "timestamps", kept);
        stage.sql().awaitReplica();
        HttpResponse<String> again = site.post("/timestamps", "Idempotency-Key", key);
        assertEquals(201, again.statusCode());
        assertNotEquals(lost.body(), again.body());
        assertEquals(
                again.body(), site.post("/timestamps", "Idempotency-Key", key).body());
    }

    /** The change of another client gets the id of the lost one. */
    @Test
    void aTagOfALostChangeMatchesNothing(Site site, Stage stage) throws Exception {
        String name = "u-" + UUID.randomUUID();
        HttpResponse<String> added = user(site, "POST", "/users", name);
        String path = Site.header(added, "Location").substring(site.url().length());
        HttpResponse<String> lost = user(site, "PUT", path, name + "x", "If-Match", Site.header(added, "ETag"));
        long change = Long.parseLong(Site.header(added, "Change-Token"));
        lose(stage, "changes", change);
        stage.sql().awaitReplica();
        stage.sql()
                .execute(
                        "writer",
                        "UPDATE threetier.users SET change_id = " + change + " WHERE username = '" + name + "x'");
        HttpResponse<String> other = user(site, "PUT", path, name + "y", "If-Match", Site.header(added, "ETag"));
        assertEquals(200, other.statusCode(), other.body());
        assertEquals(Site.header(lost, "Change-Token"), Site.header(other, "Change-Token"));

        assertEquals(
                412,
                user(site, "PUT", path, name + "z", "If-Match", Site.header(lost, "ETag"))
                        .statusCode());
        HttpResponse<String> read = site.get(
                path, "If-None-Match", Site.header(lost, "ETag"), "Change-Token", Site.header(other, "Change-Token"));
        assertEquals(200, read.statusCode());
        assertEquals(name + "y", Json.parse(read.body()).text("username"));
    }

    private static long save(Site site) throws Exception {
        return Long.parseLong(Site.header(site.post("/timestamps"), "Consistency-Token"));
    }

    private static HttpResponse<String> user(Site site, String method, String path, String name, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("Content-Type", JSON));
        all.addAll(List.of(headers));
        String body = "{\"username\": \"" + name + "\", \"email\": \"" + name + "@example.com\"}";
        return site.send(method, path, body.getBytes(), all.toArray(String[]::new));
    }

    /** Removes the rows above this id, so that their ids are assigned again. */
    private static void lose(Stage stage, String table, long id) throws SQLException {
        stage.sql().execute("writer", "DELETE FROM threetier." + table + " WHERE id > " + id);
        stage.sql().execute("writer", "ALTER TABLE threetier." + table + " AUTO_INCREMENT = " + (id + 1));
    }

    private static void add(Stage stage, String time, long id) throws SQLException {
        stage.sql()
                .execute(
                        "writer",
                        "INSERT INTO threetier.timestamps (id, saved_at) VALUES (" + id + ", '" + time + ".000007')");
    }

    /** The time of the last row of a list. */
    private static String second(HttpResponse<String> list) {
        String body = list.body();
        return body.substring(body.lastIndexOf('"') - 19, body.lastIndexOf('"'));
    }
}
