package threetier.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;

/** Tests of the page of the users. It has no scripts, so it works without JavaScript too. */
@InBrowser
class UsersPageIT {

    @BeforeEach
    void empty(Stage stage) throws Exception {
        stage.sql().execute("writer", "DELETE FROM threetier.users");
        stage.sql().awaitReplica();
    }

    @Test
    void aUserIsAddedAndListed(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.withoutScripts();
        me.open("/users");
        assertThat(me.find("#users > li")).hasCount(0);
        me.photograph("users-empty");
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        try {
            add(me, "<b>demo</b> & \"co\"", "demo@example.com");
            assertThat(me.page()).hasURL(Pattern.compile("/users$"));
            assertThat(me.find("#users > li")).hasCount(1);
            assertThat(me.find("#users > li")).containsText("<b>demo</b> & \"co\"");
            assertThat(me.find("#users > li")).containsText("demo@example.com");
        } finally {
            stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        }
    }

    @Test
    void anErrorIsBesideItsField(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.come();
        me.expectFailures();
        me.open("/users");
        me.look("users-empty");
        add(me, "demo", "demo@example.com");
        assertThat(me.find("#users > li")).hasCount(1);
        me.look("users");
        add(me, "DEMO", "<demo>");
        assertThat(me.page()).hasURL(Pattern.compile("/users$"));
        assertThat(me.find("#email-error")).hasText("This must be an e-mail address like name@example.com.");
        assertThat(me.find("#username-error")).hasCount(0);
        assertThat(me.find("#email")).hasValue("<demo>");
        assertThat(me.find("#email")).hasAttribute("aria-describedby", "email-error");
        assertThat(me.find("#username")).hasValue("DEMO");
        me.look("users-invalid");
        add(me, "DEMO", "other@example.com");
        assertThat(me.find("#username-error")).hasText("This is already in use.");
        me.look("users-duplicate");
        add(me, "other", "other@example.com");
        assertThat(me.find("#users > li")).hasCount(2);
        assertEquals(2, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.users"));
    }

    @Test
    void theSameFormSentTwiceAddsOnce(Visitors visitors, Stage stage) throws Exception {
        Visitor me = visitors.withoutScripts();
        me.open("/users");
        me.find("#username").fill("twice");
        me.find("#email").fill("twice@example.com");
        me.expectFailures();
        me.find("#add button").dblclick();
        // The second request waits a second for the first one, which can take longer on a slow disk
        me.await("#users > li, h1:has-text('409')");
        me.open("/users");
        assertThat(me.find("#users > li")).hasCount(1);
        assertThat(me.find(".error")).hasCount(0);
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*) FROM threetier.users"));
    }

    @Test
    void theListHasPages(Visitors visitors, Stage stage) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(i == 0 ? "" : ",")
                    .append("('u" + i + "', 'u" + i + "@example.com', UNHEX(SHA2('n" + i + "', 256)), UNHEX(SHA2('m" + i
                            + "', 256)), 1)");
        }
        stage.sql()
                .execute(
                        "writer",
                        "INSERT INTO threetier.users (username, email, username_key, email_key, change_id) VALUES "
                                + rows);
        stage.sql().awaitReplica();
        Visitor me = visitors.withoutScripts();
        me.open("/users");
        assertThat(me.find("#users > li")).hasCount(50);
        assertThat(me.find("#users > li").first()).containsText("u59");
        me.find("#older a").click();
        assertThat(me.find("#users > li")).hasCount(10);
        me.find("text=Newest users").click();
        assertThat(me.find("#users > li")).hasCount(50);
    }

    private static void add(Visitor me, String username, String email) {
        me.find("#username").fill(username);
        me.find("#email").fill(email);
        me.find("#add button").click();
    }
}
