package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import threetier.command.stage.Stage;

/** Tests of the page during failures, and of its recovery without user action. The tests that stop nodes run last. */
@InBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailuresIT {

    @BeforeEach
    void empty(Stage stage) throws Exception {
        stage.sql().truncate();
    }

    @AfterEach
    void mend(Stage stage) throws Exception {
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        stage.sql().awaitReplica();
    }

    @Test
    void anOwnEntryIsThereWhileTheReplicaIsBehind(Visitors visitors, Stage stage) throws Exception {
        // Rows that were deleted before this test have smaller ids, so the page cannot confuse the new entry with them
        stage.sql().fill(200);
        Visitor me = visitors.arrive();
        Visitor other = visitors.arriveWithTime();
        me.await("text=The replica is up to date.");
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        me.saveButton().click();
        assertThat(me.find("#saved")).containsText("and read back");
        assertThat(me.entries().first()).containsText("yours, just saved");
        me.await("text=From the writer, because the reader does not have a client's own write yet.");
        assertThat(other.entries().first()).hasAttribute("data-id", "200");
        // After some time, the reader is too far behind for all clients
        other.hasten("text=because the reader is too far behind");
        assertThat(other.entries().first())
                .hasAttribute("data-id", me.entries().first().getAttribute("data-id"));
        assertThat(other.find("#lag")).hasText(Pattern.compile("The replica is \\d+\\.\\d s behind\\."));
        other.look("replica-behind");
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        other.hasten("text=From the reader.");
    }

    /** The entry is saved, but the answers to the first two attempts do not arrive. */
    @Test
    void aLostAnswerDoesNotSaveTwice(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arrive();
        me.expectFailures();
        AtomicInteger attempts = new AtomicInteger();
        me.page().route("**/timestamps", route -> {
            if (route.request().method().equals("POST") && attempts.incrementAndGet() <= 2) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        me.saveButton().click();
        assertThat(me.find("#saved")).containsText("and read back");
        assertEquals(3, attempts.get());
        assertThat(me.entries()).hasCount(1);
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    /** The first answer is cut off after its headers. */
    @Test
    void aBrokenAnswerDoesNotSaveTwice(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arrive();
        AtomicInteger attempts = new AtomicInteger();
        me.page().route("**/timestamps", route -> {
            if (route.request().method().equals("POST") && attempts.incrementAndGet() == 1) {
                route.fulfill(new FulfillOptions().setResponse(route.fetch()).setBody("{\"id\": "));
            } else {
                route.resume();
            }
        });
        me.saveButton().click();
        assertThat(me.find("#saved")).containsText("and read back");
        assertEquals(2, attempts.get());
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    void theChartOfOneSpanDoesNotPassForThatOfAnother(Visitors visitors) {
        Visitor me = visitors.arrive();
        me.saveButton().click();
        assertThat(me.find("#chart .bar")).hasCount(1);
        me.expectFailures();
        me.page().route("**/timestamps/counts?per=hour*", Route::abort);
        me.find("label:has-text('Week')").click();
        assertThat(me.find("#chart-summary")).containsText("The numbers are not available just now.");
        assertThat(me.find("#chart .bar")).hasCount(0);
        assertThat(me.find("#chart tbody tr")).hasCount(0);
        me.find("label:has-text('Hour')").click();
        assertThat(me.find("#chart .bar")).hasCount(1);
    }

    /** The reader's process is suspended. */
    @Test
    void withoutAReaderNobodySaysHowFarBehindItIs(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arriveWithTime();
        me.await("text=The replica is up to date.");
        stage.node("reader").suspend();
        try {
            me.hasten("text=From the writer, because the reader does not answer.");
            assertThat(me.find("#lag")).isHidden();
            me.look("reader-away");
        } finally {
            stage.node("reader").resume();
        }
        me.hasten("text=From the reader.");
        assertThat(me.find("#lag")).isVisible();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void withoutADatabaseThePageSaysSoAndNothingIsSavedTwice(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arriveWithTime();
        me.await("text=From the reader.");
        me.expectFailures();
        stage.node("writer").suspend();
        stage.node("reader").suspend();
        try {
            me.saveButton().click();
            Visitor late = visitors.withoutScripts();
            late.open("/");
            assertThat(late.find("#connection")).containsText("no database answers");
            assertThat(late.find("#tiers [data-tier=db] .node")).hasText("no answer");
            late.photograph("no-database-without-scripts");
            late.expectFailures();
            late.saveButton().click();
            assertThat(late.find("h1")).hasText("503 Service Unavailable");
            me.hasten("text=Press “Save now” again");
            me.hasten("text=This page tries again every");
            me.hasten("[data-tier=db] .node:text-is('no answer')");
            me.look("no-database");
        } finally {
            stage.node("writer").resume();
            stage.node("reader").resume();
        }
        me.hasten("#connection:empty");
        me.saveButton().click();
        assertThat(me.find("#problem")).isEmpty();
        assertThat(me.entries()).hasCount(1);
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whileTheAppTierIsAwayThePageWaitsForIt(Visitors visitors, Stage stage) throws Exception {
        Visitor here = visitors.arriveWithTime();
        here.await("text=From the reader.");
        here.expectFailures();
        Visitor late = visitors.come();
        late.ruleTime();
        late.expectFailures();
        stage.node("app-1").stopAtOnce(Duration.ofSeconds(30));
        try {
            late.open("/#list");
            assertThat(late.find("h1")).hasText("503 Service Unavailable");
            assertThat(late.find("#next")).containsText("Next try in");
            late.look("app-tier-away");
            here.hasten("#connection:has-text('The application cannot be reached just now.')");
            assertThat(here.find("#tiers [data-tier=web] .node")).hasText("web-1");
            assertThat(here.find("#tiers [data-tier=app] .node")).hasText("no answer");
            assertThat(here.find("#tiers [data-tier=db] .node")).hasText("not asked");
            here.look("app-tier-away-meanwhile");
        } finally {
            stage.startApp("app-1");
        }
        late.hasten("h1:text-is('Saved date-times')");
        here.hasten("#connection:empty");
        here.saveButton().click();
        assertThat(here.entries()).hasCount(1);
        stage.sql().awaitReplica();
        late.hasten("#list > li");
    }

    @Test
    void errorsOfBothTiersLookAlike(Visitors visitors) {
        Visitor me = visitors.come();
        me.expectFailures();
        me.open("/nothing");
        assertThat(me.find("h1")).hasText("404 Not Found");
        me.look("not-found");
        String appTier = withoutRequestId(me);
        me.open("/health");
        assertEquals(appTier, withoutRequestId(me));
        me.open("/?before=x");
        assertThat(me.find("main")).containsText("must be a whole number");
        me.find("text=Back to the first page").click();
        assertThat(me.find("h1")).hasText("Saved date-times");
    }

    /** The page of an error, which has the id of its request. */
    private static String withoutRequestId(Visitor visitor) {
        String page = visitor.page().content();
        String id = visitor.find("main code").textContent();
        return page.replace(id, "");
    }
}
