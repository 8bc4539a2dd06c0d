package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A person at a browser. */
final class Visitor {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 375;
    /** Milliseconds to wait for what must come; far more than it takes. */
    private static final int PATIENCE = 60_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private boolean failuresExpected;

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(path);
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator entries() {
        return find("#list > li");
    }

    Locator saveButton() {
        return find("#save button");
    }

    /** Waits until something matches: {@code selector} may name a text. */
    void await(String selector) {
        find(selector).first().waitFor();
    }

    /** From now on an answer may be an error, which the browser itself notes in its console. */
    void expectFailures() {
        failuresExpected = true;
    }

    /** Only a picture, where no script can look. */
    void photograph(String name) {
        page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    /**
     * Looks at the page as it is now, in light, in dark and on a phone: it fits into the window, its colours and everything else keep to
     * the rules of axe, and each look goes to a picture of that name.
     */
    void look(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            look(name + "-" + scheme.name().toLowerCase(), scheme, WIDE);
        }
        look(name + "-phone", ColorScheme.LIGHT, PHONE);
        page.setViewportSize(WIDE, 900);
    }

    private void look(String name, ColorScheme scheme, int width) {
        page.setViewportSize(width, 900);
        // What moves cannot be measured
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        photograph(name);
        assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name);
        if (width == PHONE) {
            return;
        }
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml() + node.getFailureSummary())).toList(), name);
    }

    void assertNoComplaints() {
        assertEquals(List.of(), complaints.stream().filter(text -> !failuresExpected || !text.startsWith("Failed to load resource")).toList());
    }

    void close() {
        context.close();
    }
}
