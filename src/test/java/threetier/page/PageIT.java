package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Site;

/** Tests of the page while all tiers work. */
@InBrowser
class PageIT {

    @BeforeEach
    void empty(Stage stage) throws Exception {
        stage.sql().truncate();
    }

    @Test
    void whatIsSavedAppearsOnTopAndIsReadBack(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arrive();
        me.await("text=Nothing saved yet");
        me.await("text=0 saves in the last hour.");
        me.look("empty");
        me.saveButton().click();
        assertThat(me.find("#saved")).hasText(Pattern.compile("Saved at \\d\\d:\\d\\d:\\d\\d and read back\\."));
        assertThat(me.entries()).hasCount(1);
        assertThat(me.entries().first()).containsText("yours, just saved");
        assertThat(me.entries().first()).containsText(Pattern.compile("now|second"));
        assertThat(me.find("#empty")).isEmpty();
        me.await("text=1 save in the last hour.");
        me.look("saved");
        me.open("/");
        assertThat(me.entries()).hasCount(1);
        assertEquals(1, rows(stage));
    }

    @Test
    void aDoubleClickSavesOnce(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arriveInStandstill();
        me.await("text=From the reader.");
        List<Request> saves = me.requests("POST", "/timestamps");
        me.saveButton().dblclick();
        assertThat(me.find("#saved")).containsText("read back");
        // This click simulates a slow double click: the first click has already been answered
        me.saveButton().click();
        assertEquals(1, saves.size());
        me.pass(Duration.ofSeconds(1));
        me.saveButton().click();
        assertThat(me.entries()).hasCount(2);
        assertEquals(2, saves.size());
        assertEquals(2, rows(stage));
    }

    @Test
    void anOwnEntryIsKnownWhenAnotherQuestionOvertakesTheOneForIt(Visitors visitors) {
        Visitor me = visitors.arriveInStandstill();
        me.await("text=From the reader.");
        AtomicReference<Route> slow = new AtomicReference<>();
        me.page().route("**/timestamps", route -> {
            if (!route.request().method().equals("GET") || !slow.compareAndSet(null, route)) {
                route.resume();
            }
        });
        me.saveButton().click();
        me.page().waitForCondition(() -> slow.get() != null);
        me.find("text=Ask again").click();
        assertThat(me.entries()).hasCount(1);
        slow.get().resume();
        assertThat(me.find("#saved")).containsText("and read back");
        assertThat(me.entries().first()).containsText("yours, just saved");
    }

    @Test
    void anOwnSaveAppearsInTheChart(Visitors visitors, Stage stage) {
        Visitor me = visitors.arriveInStandstill();
        me.await("text=0 saves in the last hour.");
        // Requests to the same node within a second share an answer, so the test waits
        me.page().waitForTimeout(1_100);
        me.saveButton().click();
        assertThat(me.entries()).hasCount(1);
        stage.sql().awaitReplica();
        me.page().waitForTimeout(1_100);
        me.pass(Duration.ofSeconds(2));
        me.await("text=1 save in the last hour.");
    }

    @Test
    void theKeyboardAloneDoesEverything(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(60);
        Visitor me = visitors.arrive();
        assertThat(me.find("#chart")).isVisible();
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 12 && !reached.contains("Older entries"); i++) {
            me.page().keyboard().press("Tab");
            reached.add((String)
                    me.page().evaluate("document.activeElement.value || document.activeElement.textContent.trim()"));
            assertEquals(
                    true,
                    me.page()
                            .evaluate(
                                    "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                                            + " || getComputedStyle(document.activeElement.nextElementSibling).outlineStyle !== 'none'"),
                    reached.toString());
        }
        assertEquals(
                List.of(
                        "Skip to the list",
                        "three-tier",
                        "Save now",
                        "Ask again",
                        "hour",
                        "The same as a table",
                        "Older entries"),
                reached);
        me.page().keyboard().press("Enter");
        me.await("text=Newest entries");
        me.page().goBack();
        me.page().keyboard().press("Tab");
        me.page().keyboard().press("Enter");
        assertEquals("list", me.page().evaluate("document.activeElement.id"));
        me.saveButton().focus();
        me.page().keyboard().press("Space");
        assertThat(me.find("#saved")).containsText("read back");
        assertEquals("Save now", me.page().evaluate("document.activeElement.textContent"));
        me.find("[value=hour]").focus();
        me.page().keyboard().press("ArrowRight");
        assertThat(me.find("#chart-summary")).containsText("in the last day");
    }

    /** The names of the nodes are as long as those of AWS instances, or longer. No text may overflow its box. */
    @Test
    void longNamesOfNodesFit(Visitors visitors) {
        Visitor me = visitors.come();
        me.page().route("**/timestamps", route -> {
            APIResponse answer = route.fetch();
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put(
                    "x-served-by",
                    "web=i-0123456789abcdef0, app=ip-10-0-123-123.eu-central-1.compute.internal, database=reader");
            route.fulfill(new FulfillOptions().setResponse(answer).setHeaders(headers));
        });
        me.open("/");
        me.await("#tiers .chip:has-text('i-0123456789abcdef0')");
        for (int width : new int[] {320, 375, 740, 1280}) {
            me.page().setViewportSize(width, 900);
            assertEquals(width, me.page().evaluate("document.documentElement.scrollWidth"));
            assertEquals(
                    List.of(),
                    me.page()
                            .evaluate(
                                    "[...document.querySelectorAll('#tiers li, #list li')].filter(box => box.scrollWidth > box.clientWidth).map(box => box.textContent)"));
        }
        // A page that asks again while it is closed would find nobody to answer
        me.page().unroute("**/timestamps");
    }

    @Test
    void theChartShowsWhatWasSavedWhen(Visitors visitors, Site site, Stage stage) throws Exception {
        stage.sql()
                .execute(
                        "writer",
                        "INSERT INTO threetier.timestamps (saved_at) VALUES "
                                + IntStream.rangeClosed(1, 90)
                                        .mapToObj(i -> "(UTC_TIMESTAMP(6) - INTERVAL " + i * i + " MINUTE)")
                                        .collect(Collectors.joining(",")));
        for (int i = 0; i < 5; i++) {
            site.post("/write");
        }
        stage.sql().awaitReplica();
        Visitor me = visitors.arrive();
        // The first answer may be one that an earlier request has caused
        assertThat(me.find("#chart-summary"))
                .hasText(
                        Pattern.compile("12 saves in the last hour\\. At most [3-6] in a minute, from .*\\."),
                        new HasTextOptions().setTimeout(60_000));
        assertThat(me.find("#chart tbody tr"))
                .hasCount((Integer) me.page().evaluate("document.querySelectorAll('#chart .bar').length"));
        me.find("text=The same as a table").click();
        assertEquals(
                12,
                (Integer)
                        me.page()
                                .evaluate(
                                        "[...document.querySelectorAll('#chart td + td')].reduce((sum, cell) => sum + Number(cell.textContent), 0)"));
        me.look("chart-hour");
        me.find("label:has-text('Week')").click();
        assertThat(me.find("#chart-summary")).containsText("95 saves in the last week");
        me.find("label:has-text('Day')").click();
        assertThat(me.find("#chart-summary")).containsText(Pattern.compile("4[0-3] saves in the last day"));
    }

    @Test
    void theTiersSayWhoAnsweredAndHowLongItTook(Visitors visitors) {
        Visitor me = visitors.arrive();
        assertThat(me.find("#tiers [data-tier=web] .node")).hasText("web-1");
        assertThat(me.find("#tiers [data-tier=app] .node")).hasText("app-1");
        assertThat(me.find("#tiers [data-tier=db] .node")).hasText("reader");
        assertThat(me.find("#tiers [data-tier=db] .took")).hasText(Pattern.compile("[\\d.]+ ms"));
        assertThat(me.find("#last"))
                .hasText(Pattern.compile("Read in [\\d.]+ ms\\. From the reader\\. The replica is .*\\."));
        me.saveButton().click();
        assertThat(me.find("#tiers [data-tier=db] .seen")).hasText(Pattern.compile("reader × \\d+\\s*writer × \\d+"));
        int before = asked(me);
        me.page()
                .getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Ask again"))
                .click();
        me.page().waitForCondition(() -> asked(me) > before);
    }

    @Test
    void theFirstVisitIsSmallAndTheSecondComesFromTheCache(Visitors visitors) {
        Visitor me = visitors.come();
        List<Response> answers = new ArrayList<>();
        me.page().onResponse(answers::add);
        me.open("/");
        assertThat(me.find("#chart-summary")).containsText("in the last hour");
        me.await("text=From the reader.");
        List<Response> first = List.copyOf(answers);
        int bytes = first.stream()
                .map(Response::request)
                .map(Request::sizes)
                .mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        System.out.println("first load: " + first.size() + " answers, " + bytes + " bytes");
        assertTrue(bytes < 100_000, bytes + " bytes");
        me.open("/");
        assertThat(me.find("#chart-summary")).containsText("in the last hour");
        assertEquals(
                0,
                me.page()
                        .evaluate(
                                "performance.getEntriesByType('resource').filter(file => file.name.includes('/assets/') && file.transferSize > 0).length"));
    }

    @Test
    void nobodyAsksWhileNobodyLooks(Visitors visitors) {
        Visitor me = visitors.arriveWithTime();
        assertThat(me.find("#chart-summary")).containsText("in the last hour");
        hide(me, true);
        // The requests that were sent before are reported by then
        me.page().waitForResponse("**/instance", () -> me.page().evaluate("() => fetch('/instance').then(() => null)"));
        List<Request> lists = me.requests("GET", "/timestamps");
        List<Request> counts = me.requests("GET", "/timestamps/counts");
        me.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), lists);
        assertEquals(List.of(), counts);
        hide(me, false);
        me.page().waitForCondition(() -> !lists.isEmpty() && !counts.isEmpty());
    }

    /** Simulates a switch to another tab, which a headless browser does not report to the page. */
    private static void hide(Visitor visitor, boolean hidden) {
        visitor.page()
                .evaluate(
                        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                                + " document.dispatchEvent(new Event('visibilitychange')); }",
                        hidden);
    }

    /** The number of answers that the page has received. */
    private static int asked(Visitor visitor) {
        return Integer.parseInt(visitor.find("#tiers [data-tier=web] .chip")
                .first()
                .textContent()
                .split("× ")[1]);
    }

    private static long rows(Stage stage) throws Exception {
        return stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps");
    }
}
