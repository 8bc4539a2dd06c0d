package threetier.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import threetier.stage.StageExtension;
import threetier.stage.Tools;

/** Starts the browser before the first test that needs it and stops it after the last. */
final class BrowserExtension implements ParameterResolver, AfterEachCallback {

    private record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

        /** As root the system's Chromium runs without its sandbox only; nothing but the stage is opened in it. */
        static Chromium launch() {
            Playwright playwright = Playwright.create();
            return new Chromium(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Tools.chromium())
                    .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--no-first-run"))));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot().getStore(Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> Chromium.launch(), Chromium.class);
        return context.getStore(Namespace.create(BrowserExtension.class))
                .computeIfAbsent(Visitors.class, key -> new Visitors(chromium.browser(), StageExtension.site(context).url()), Visitors.class);
    }

    /** Nothing that the console complained of goes unnoticed. */
    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors = context.getStore(Namespace.create(BrowserExtension.class)).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.assertNoComplaints();
        }
    }
}
