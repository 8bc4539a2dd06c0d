package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person at a browser. */
public final class Visitor {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 375;
    /** Milliseconds to wait for what must come; far more than it takes. */
    private static final int PATIENCE_MILLIS = 60_000;

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

    /** What the browser shows. */
    public Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(path);
    }

    /** What matches now and later: {@code selector} may name a text. */
    public Locator find(String selector) {
        return page.locator(selector);
    }

    Locator entries() {
        return find("#list > li");
    }

    /** What there is to press. */
    public Locator saveButton() {
        return find("#save button");
    }

    /** Waits until something matches: {@code selector} may name a text. */
    void await(String selector) {
        find(selector).first().waitFor();
    }

    /** From the next page on, time can be made to {@link #pass}. */
    void ruleTime() {
        page.clock().install();
    }

    /**
     * The same, and it does not pass otherwise: nothing in the page happens by itself, but what it asks for is
     * answered.
     */
    void stopTime() {
        ruleTime();
        page.clock().pauseAt(System.currentTimeMillis() + PATIENCE_MILLIS);
    }

    /** So much time passes in the page in one step, and everything happens that would have happened in that time. */
    void pass(Duration time) {
        page.clock().runFor(time.toMillis());
    }

    /** Waits until something matches, while a second passes in the page with each tenth of a second. */
    void hasten(String selector) {
        page.waitForCondition(() -> {
            pass(Duration.ofSeconds(1));
            page.waitForTimeout(100);
            return find(selector).count() > 0;
        });
    }

    /** The requests of this kind that the page sends from now on. */
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

    /** From now on an answer may be an error, which the browser itself notes in its console. */
    void expectFailures() {
        failuresExpected = true;
    }

    /** Only a picture, where no script can look. */
    void photograph(String name) {
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /**
     * Looks at the page as it is now, in light and in dark, on a wide screen and on a phone: it fits into the window,
     * its colours and everything else keep to the rules of axe, and each look goes to a picture of that name. Not where
     * time stands still: axe needs it.
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
        // What moves cannot be measured
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        photograph(name);
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name);
        // The page has no frames, so axe needs no second page to put its findings together
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true);
        if (scheme == ColorScheme.DARK) {
            // Nothing else depends on the scheme
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
