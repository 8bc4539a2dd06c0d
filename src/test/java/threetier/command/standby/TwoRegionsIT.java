package threetier.command.standby;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.stage.Shape;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** The first region is cut off, acknowledges a write alone, and is lost. The second one takes over. */
@Tag("stage")
@Tag("mariadb-only")
@Tag("http-only")
class TwoRegionsIT {

    private static final Shape SHAPE = Shape.of(1, 1, "256m");
    private static final String JSON = "application/json";

    private final Workspace home = TestDatabase.workspace("regions");
    private final List<String> printed = new ArrayList<>();

    @Test
    void whatALostRegionAcknowledgedAloneIsListedAndItFollowsAgain() throws Exception {
        String kept;
        String lost;
        String again;
        try (LocalRegions two = start()) {
            Site site = new Site(two.url());
            kept = save(site);
            awaitCaughtUp(two);
            assertEquals(
                    503,
                    new Site(two.stage(LocalRegion.SECOND).url())
                            .post("/timestamps")
                            .statusCode());

            two.link().cut();
            lost = save(site);
            new Nodes(home)
                    .all().stream()
                            .filter(node -> !node.tier().equals(Nodes.BESIDE))
                            .forEach(Node::kill);
            String refused = assertThrows(
                            CommandException.class, () -> change(two).planned(LocalRegion.SECOND))
                    .getMessage();
            assertTrue(refused.contains("failover --to region-2 --allow-data-loss"), refused);
            change(two).allowingLoss(LocalRegion.SECOND);
            assertTrue(said("region-1 does not answer"), printed::toString);

            again = save(site);
            assertEquals(id(lost), id(again), "the second region assigns the id of the lost row again");
            assertTrue(list(site).contains(time(again)));
        }
        String alone = assertThrows(CommandException.class, () -> StageSite.require(home, 1, SHAPE))
                .getMessage();
        assertTrue(alone.contains("up --regions 2"), alone);

        printed.clear();
        try (LocalRegions two = start()) {
            assertTrue(said("Lost: 1 writes that region-1 had acknowledged"), printed::toString);
            assertEquals(List.of("timestamps " + id(lost)), lostRows());
            assertEquals(LocalRegion.SECOND, two.regions().writing());
            assertTrue(new LocalStatus(home).complete(), () -> new LocalStatus(home).text());

            awaitCaughtUp(two);
            Site rebuilt = new Site(two.stage(LocalRegion.FIRST).url());
            rebuilt.awaitReader();
            String first = list(rebuilt);
            assertTrue(first.contains(time(kept)) && first.contains(time(again)), first);
            assertTrue(!first.contains(time(lost)), first);

            change(two).planned(LocalRegion.FIRST);
            printed.clear();
            change(two).planned(LocalRegion.FIRST);
            assertTrue(said("region-1 writes: already so"), printed::toString);
            Site both = new Site(two.url());
            await("writes reach region-1 again")
                    .atMost(ONE_MINUTE)
                    .until(() -> both.post("/timestamps").statusCode() == 201);
        }
        assertEquals(List.of(), new Nodes(home).all());
        assertEquals(List.of(), new Nodes(LocalRegion.workspace(home, LocalRegion.SECOND)).all());
    }

    private LocalRegions start() {
        return LocalRegions.start(
                home,
                SHAPE,
                Duration.ofMillis(80),
                TrafficValues.of(Workspace.ofProject()).faster(20),
                this::print);
    }

    private void print(String line) {
        printed.add(line);
        System.out.println(line);
    }

    private boolean said(String part) {
        return printed.stream().anyMatch(line -> line.contains(part));
    }

    private RegionSwitch change(LocalRegions two) {
        return new RegionSwitch(two.regions(), LocalRegions.BETWEEN_LOOKS, this::print, risks -> true);
    }

    /** Waits until the region that does not write has all rows of the other one. */
    private static void awaitCaughtUp(LocalRegions two) {
        String following = LocalRegion.other(two.regions().writing());
        assertTrue(two.regions().caughtUp(following, Duration.ofSeconds(30)), following + " did not catch up");
    }

    /** Saves a time, and returns it as JSON. */
    private static String save(Site site) throws IOException {
        HttpResponse<String> saved = site.post("/timestamps", "Accept", JSON);
        assertEquals(201, saved.statusCode(), saved::body);
        // The times of two rows must differ
        Pause.millis(2);
        return saved.body();
    }

    private static String list(Site site) throws IOException {
        HttpResponse<String> list = site.get("/timestamps", "Accept", JSON);
        assertEquals(200, list.statusCode(), list::body);
        return list.body();
    }

    private static String id(String saved) {
        return saved.replaceFirst("(?s).*\"id\": ?(\\d+).*", "$1");
    }

    private static String time(String saved) {
        return saved.replaceFirst("(?s).*\"savedAt\": ?\"([^\"]+)\".*", "$1");
    }

    /** The table and the id of each row in the file of lost rows. */
    private List<String> lostRows() throws IOException {
        try (Stream<Path> files = Files.list(home.home())) {
            Path file = files.filter(one -> one.getFileName().toString().startsWith("lost-region-1"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst(" [^ ]+ [^ ]+$", ""))
                    .toList();
        }
    }
}
