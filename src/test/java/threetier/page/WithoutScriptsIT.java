package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;

/** Tests of the page in a browser without JavaScript. */
@InBrowser
class WithoutScriptsIT {

    @Test
    void savingListAndPagingWork(Visitors visitors, Stage stage) throws Exception {
        stage.sql().fill(60);
        Visitor me = visitors.withoutScripts();
        me.open("/");
        assertThat(me.entries()).hasCount(50);
        assertThat(me.entries().first()).hasText(Pattern.compile("2022-11-06 03:02:47\\s+UTC"));
        assertThat(me.find("#tiers [data-tier=app] .node")).hasText("app-1");
        me.find("#older a").click();
        assertThat(me.entries()).hasCount(10);
        me.saveButton().click();
        assertThat(me.page()).hasURL(Pattern.compile("/$"));
        assertThat(me.entries().nth(1)).containsText("2022-11-06 03:02:47");
        me.photograph("without-scripts");
        assertEquals(61, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
    }

    @Test
    void theSameFormSentTwiceSavesOnce(Visitors visitors, Stage stage) throws Exception {
        stage.sql().truncate();
        Visitor me = visitors.withoutScripts();
        me.open("/");
        me.expectFailures();
        me.saveButton().dblclick();
        // The second request waits a second for the first one, which can take longer on a slow disk
        me.await("#list > li, h1:has-text('409')");
        me.open("/");
        assertThat(me.entries()).hasCount(1);
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
        me.saveButton().click();
        assertThat(me.entries()).hasCount(2);
    }
}
