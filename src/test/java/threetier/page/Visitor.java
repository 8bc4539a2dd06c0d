package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user with a browser. */
public final class Visitor {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 375;
    /** Timeout for expected content, in milliseconds. It is much longer than the content ever takes to appear. */
    private static final int PATIENCE_MILLIS = 60_000;

    static {
        // Without this, an assertion waits for five seconds, whatever the timeout of its page is
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private boolean failuresExpected;

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** The page in the browser. */
    public Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(path);
    }

    /** The elements that match now or later. The {@code selector} may be a text. */
    public Locator find(String selector) {
        return page.locator(selector);
    }

    Locator entries() {
        return find("#list > li");
    }

    /** The button "Save now". */
    public Locator saveButton() {
        return find("#save button");
    }

    /** Waits until an element matches. The {@code selector} may be a text. */
    void await(String selector) {
        find(selector).first().waitFor();
    }

    /** Installs a fake clock for all pages that are opened from now on. {@link #pass} advances it. */
    void ruleTime() {
        page.clock().install();
    }

    /**
     * Installs a fake clock that advances only with {@link #pass}. Timers of the page do not fire, but requests of the
     * page are answered.
     */
    void stopTime() {
        ruleTime();
        page.clock().pauseAt(System.currentTimeMillis() + PATIENCE_MILLIS);
    }

    /** Advances the page's clock in one step and fires all timers that are due. */
    void pass(Duration time) {
        page.clock().runFor(time.toMillis());
    }

    /** Waits until an element matches, with the page's clock at ten times its speed. */
    void hasten(String selector) {
        page.waitForCondition(() -> {
            pass(Duration.ofSeconds(1));
            page.waitForTimeout(100);
            return find(selector).count() > 0;
        });
    }

    /** Records the requests of this kind that the page sends from now on. */
    List<Request> requests(String method, String path) {
        List<Request> requests = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals(method)
                    && URI.create(request.url()).getPath().equals(path)) {
                requests.add(request);
            }
        });
        return requests;
    }

    /** Permits error responses from now on, which the browser reports in its console. */
    void expectFailures() {
        failuresExpected = true;
    }

    /** Takes a screenshot without checks, for pages that a script cannot check. */
    void photograph(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /**
     * Checks the current page in light and dark mode, on a wide screen and on a phone. The page must fit into the
     * window and follow the accessibility rules of axe. The method also takes a screenshot of each combination; the
     * names of the screenshots start with {@code name}. It does not work with a stopped clock, because axe needs
     * timers.
     */
    public void look(String name) {
        for (int width : new int[] {PHONE, WIDE}) {
            page.setViewportSize(width, 900);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                look(name + (width == PHONE ? "-phone-" : "-") + scheme.name().toLowerCase(Locale.ROOT), scheme, width);
            }
        }
    }

    private void look(String name, ColorScheme scheme, int width) {
        // axe cannot measure moving elements
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        photograph(name);
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name);
        // In legacy mode, axe opens no second page. It would need that page only for frames, which the page does not
        // have
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true);
        if (scheme == ColorScheme.DARK) {
            // Only this rule depends on the colour scheme
            axe.withRules(List.of("color-contrast"));
        }
        assertEquals(
                List.of(),
                axe.analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node -> rule.getId() + ": " + node.getHtml() + node.getFailureSummary()))
                        .toList(),
                name);
    }

    void assertNoComplaints() {
        assertEquals(
                List.of(),
                complaints.stream()
                        .filter(text -> !failuresExpected || !text.startsWith("Failed to load resource"))
                        .toList());
    }

    void close() {
        context.close();
    }
}
