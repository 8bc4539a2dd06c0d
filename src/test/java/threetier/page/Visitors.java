package threetier.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates users of the page. Each user has a separate browser context, with its own cookies and cache. {@link #close}
 * closes all contexts.
 */
public final class Visitors implements AutoCloseable {

    private final Chromium chromium;
    private final String url;
    private final List<Visitor> here = new ArrayList<>();

    /** @param url the address of the site */
    public Visitors(Chromium chromium, String url) {
        this.chromium = chromium;
        this.url = url;
    }

    /** A user who has opened the page. The page's script has received its first answer. */
    public Visitor arrive() {
        Visitor visitor = come();
        visitor.open("/");
        return visitor;
    }

    /** A user who has not opened a page yet. */
    Visitor come() {
        return come(options());
    }

    /** A user who has opened the page, with a clock that can be advanced. */
    Visitor arriveWithTime() {
        Visitor visitor = come();
        visitor.ruleTime();
        visitor.open("/");
        return visitor;
    }

    /** A user who has opened the page, with a stopped clock. */
    Visitor arriveInStandstill() {
        Visitor visitor = come();
        visitor.stopTime();
        visitor.open("/");
        return visitor;
    }

    /** A user without JavaScript. */
    Visitor withoutScripts() {
        return come(options().setJavaScriptEnabled(false));
    }

    /** Asserts that no browser console has errors. */
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
