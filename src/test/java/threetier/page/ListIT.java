package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Site;

/** Tests of the list in the browser: its pages, its times, and its updates. */
@InBrowser
class ListIT {

    /** This time is longer than the interval at which the page polls for new entries. */
    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(4);

    @BeforeEach
    void empty(Stage stage) throws Exception {
        stage.sql().truncate();
    }

    @Test
    void thePagesLeadBackThroughAllEntries(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(120);
        Visitor me = visitors.arrive();
        assertThat(me.entries()).hasCount(50);
        // The entry was saved in winter at 03:03:47 UTC
        assertThat(me.entries().first()).containsText("6 Nov 2022, 04:03:47");
        assertThat(me.entries().first()).containsText("2022-11-06 03:03:47.123456 UTC");
        assertThat(me.entries().first()).containsText("years ago");
        me.await("text=in your time zone (Europe/Berlin)");
        me.look("list");
        for (int left : new int[] {50, 20}) {
            me.find("#older a").click();
            me.await("text=Newest entries");
            assertThat(me.entries()).hasCount(left);
        }
        assertThat(me.find("#older a")).hasCount(0);
        assertThat(me.entries().last()).containsText("03:01:48.123456 UTC");
        me.look("older");
        me.saveButton().click();
        assertThat(me.page()).hasURL(Pattern.compile("/$"));
        assertThat(me.entries()).hasCount(50);
        assertEquals(121, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    void whoIsAboutToTurnThePageStaysThere(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(60);
        Visitor me = visitors.arriveWithTime();
        me.await("text=From the reader.");
        me.find("#older a").focus();
        stage.sql().fill(1);
        me.pass(LOOKS_AGAIN);
        assertThat(me.find("#older a")).hasAttribute("href", "/?before=12");
        assertThat(me.find("#older a")).isFocused();
    }

    @Test
    void howLongAgoIsNotCalledYesterday(Visitors visitors, Stage stage) throws Exception {
        stage.sql()
                .execute(
                        "writer",
                        "INSERT INTO threetier.timestamps (saved_at) VALUES (UTC_TIMESTAMP(6) - INTERVAL 47 HOUR), (UTC_TIMESTAMP(6) - INTERVAL 90 SECOND)");
        stage.sql().awaitReplica();
        Visitor me = visitors.arrive();
        assertThat(me.entries().first().locator(".ago")).hasText("1 minute ago");
        assertThat(me.entries().last().locator(".ago")).hasText("1 day ago");
    }

    @Test
    void whatOthersSaveAppearsByItself(Visitors visitors, Site site, Stage stage) throws Exception {
        Visitor me = visitors.arriveWithTime();
        Visitor other = visitors.arrive();
        me.await("text=From the reader.");
        other.saveButton().click();
        assertThat(other.entries()).hasCount(1);
        stage.sql().awaitReplica();
        me.pass(LOOKS_AGAIN);
        assertThat(me.entries()).hasCount(1);
        assertThat(me.entries().first().locator(".mark")).hasText("new");
        // The same check with the real clock
        site.post("/write");
        assertThat(other.entries()).hasCount(2, new HasCountOptions().setTimeout(60_000));
        assertThat(other.entries().last()).containsText(Pattern.compile("second"));
    }

    @Test
    void anUnchangedListIsNotSentAgain(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(3);
        Visitor me = visitors.arriveWithTime();
        me.await("text=From the reader.");
        Response second = me.page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/timestamps") && answer.status() == 304,
                        () -> me.pass(LOOKS_AGAIN));
        assertTrue(second.request().headers().containsKey("if-none-match"));
    }

    @Test
    void entriesThatAreGoneDisappear(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(3);
        Visitor me = visitors.arriveWithTime();
        me.await("text=From the reader.");
        assertThat(me.entries()).hasCount(3);
        stage.sql().execute("writer", "DELETE FROM threetier.timestamps WHERE id < 3");
        stage.sql().awaitReplica();
        me.pass(LOOKS_AGAIN);
        assertThat(me.entries()).hasCount(1);
        stage.sql().truncate();
        me.pass(LOOKS_AGAIN);
        me.await("text=Nothing saved yet");
    }
}
