package threetier.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayList;
import java.util.List;

/** Users with separate browser contexts, without shared cookies or cache. Closing it closes their contexts. */
public final class Visitors implements AutoCloseable {

    private final Chromium chromium;
    private final String url;
    private final List<Visitor> here = new ArrayList<>();

    /** @param url the address of the site */
    public Visitors(Chromium chromium, String url) {
        this.chromium = chromium;
        this.url = url;
    }

    /** A user who has opened the page; its script has its first answer. */
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

    /** Asserts that no console has errors. */
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
