package threetier.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayList;
import java.util.List;

/** People at browsers of their own, who share no cookies and no cache. They leave after the test. */
final class Visitors implements AutoCloseable {

    private final Browser browser;
    private final String url;
    private final List<Visitor> here = new ArrayList<>();

    Visitors(Browser browser, String url) {
        this.browser = browser;
        this.url = url;
    }

    /** One who has opened the page, and sees it with the first answer to its script. */
    Visitor arrive() {
        Visitor visitor = come(options());
        visitor.open("/");
        return visitor;
    }

    /** One who has not opened anything yet. */
    Visitor come() {
        return come(options());
    }

    /** One whose browser runs no scripts. */
    Visitor withoutScripts() {
        return come(options().setJavaScriptEnabled(false));
    }

    void assertNoComplaints() {
        here.forEach(Visitor::assertNoComplaints);
    }

    @Override
    public void close() {
        here.forEach(Visitor::close);
    }

    private Visitor come(NewContextOptions options) {
        Visitor visitor = new Visitor(browser.newContext(options));
        here.add(visitor);
        return visitor;
    }

    private NewContextOptions options() {
        return new NewContextOptions().setBaseURL(url).setViewportSize(1280, 900).setLocale("en-GB").setTimezoneId("Europe/Berlin");
    }
}
