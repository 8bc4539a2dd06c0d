package threetier.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayList;
import java.util.List;

/** People at browsers of their own, who share no cookies and no cache. They leave when it is closed. */
public final class Visitors implements AutoCloseable {

    private final Chromium chromium;
    private final String url;
    private final List<Visitor> here = new ArrayList<>();

    /** @param url the address of the site that they visit */
    public Visitors(Chromium chromium, String url) {
        this.chromium = chromium;
        this.url = url;
    }

    /** One who has opened the page, and sees it with the first answer to its script. */
    public Visitor arrive() {
        Visitor visitor = come();
        visitor.open("/");
        return visitor;
    }

    /** One who has not opened anything yet. */
    Visitor come() {
        return come(options());
    }

    /** One who has opened the page, in which time can be made to pass. */
    Visitor arriveWithTime() {
        Visitor visitor = come();
        visitor.ruleTime();
        visitor.open("/");
        return visitor;
    }

    /** One who has opened the page, in which time stands still unless it is made to pass. */
    Visitor arriveInStandstill() {
        Visitor visitor = come();
        visitor.stopTime();
        visitor.open("/");
        return visitor;
    }

    /** One whose browser runs no scripts. */
    Visitor withoutScripts() {
        return come(options().setJavaScriptEnabled(false));
    }

    /** Nothing has stood in anybody's console. */
    public void assertNoComplaints() {
        here.forEach(Visitor::assertNoComplaints);
    }

    @Override
    public void close() {
        here.forEach(Visitor::close);
    }

    private Visitor come(NewContextOptions options) {
        Visitor visitor = new Visitor(chromium.browser().newContext(options));
        here.add(visitor);
        return visitor;
    }

    private NewContextOptions options() {
        return new NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(1280, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin");
    }
}
