package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.ReadOnlyPhase;
import threetier.stage.Site;

/** The pages in read-only mode. */
@InBrowser
class ReadOnlyPageIT {

    private static final String NOTICE = "The site is read-only just now. Reading works; saving will work again later.";

    /** The node notices the end of the mode within about a second. Each test begins with a page that can save. */
    @AfterEach
    void awaitUsualState(Stage stage) {
        ReadOnlyPhase.awaitNoticedEnd(new Site(stage.url()));
    }

    @Test
    void anOpenPageFollowsTheModeBothWays(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.arriveWithTime();
        me.await("text=From the reader.");
        assertThat(me.saveButton()).isEnabled();
        assertThat(me.find("#read-only")).isEmpty();
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            me.hasten("#save button:disabled");
            assertThat(me.find("#read-only")).hasText(NOTICE);
            assertThat(me.saveButton()).hasAccessibleDescription(NOTICE);
        }
        me.hasten("#save button:enabled");
        assertThat(me.find("#read-only")).isEmpty();
        me.saveButton().click();
        assertThat(me.find("#saved")).containsText("read back");
    }

    /** The page learns of the mode with the answer to its own click, before it asks again. */
    @Test
    void aClickThatComesFirstIsToldThatNothingWasSaved(Visitors visitors, Stage stage) throws Exception {
        stage.sql().truncate();
        Visitor me = visitors.arriveInStandstill();
        me.await("text=From the reader.");
        me.expectFailures();
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            me.saveButton().click();
            assertThat(me.find("#problem"))
                    .hasText(
                            "The site is read-only just now. Nothing was saved; reading works. Please try again later.");
            assertThat(me.saveButton()).isDisabled();
        }
        assertEquals(0, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    void theServerRendersTheMode(Visitors visitors, Stage stage) throws Exception {
        Visitor before = visitors.withoutScripts();
        before.open("/");
        Visitor me = visitors.arrive();
        before.expectFailures();
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage)) {
            assertTrue(phase.isOn());
            me.await("#save button:disabled");
            me.open("/");
            me.await("text=From the reader.");
            assertThat(me.saveButton()).isDisabled();
            me.look("read-only");
            before.saveButton().click();
            assertThat(before.find("h1")).hasText("503 Service Unavailable");
            assertThat(before.find("main")).containsText("Nothing was saved; reading works.");
            before.open("/");
            assertThat(before.saveButton()).isDisabled();
            assertThat(before.find("#read-only")).hasText(NOTICE);
            me.open("/users");
            assertThat(me.find("#add button")).isDisabled();
            assertThat(me.find("#read-only")).containsText("adding will work again later");
            me.look("users-read-only");
        }
        me.open("/");
        me.await("#save button:enabled");
    }
}
