package threetier.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import threetier.command.process.Tools;

/** The headless browser of the tests. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    /** Enough for a machine that is busy with other tests. */
    private static final int START_MILLIS = 120_000;

    /**
     * Launches the Chromium of the operating system; the tests download none. As root, Chromium runs only without its
     * sandbox. This is acceptable because it opens only pages of the stage.
     */
    public static Chromium launch() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setTimeout(START_MILLIS)
                                .setExecutablePath(Tools.chromium())
                                .setArgs(
                                        List.of("--no-sandbox", "--disable-background-networking", "--no-first-run"))));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
