package threetier.page;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import threetier.stage.Site;
import threetier.stage.StageExtension;

/** Starts the browser before the first test that needs it, and stops it after the last test. */
final class BrowserExtension implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visitors.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Site site = StageExtension.site(context);
        site.awaitReader();
        Chromium chromium = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> Chromium.launch(), Chromium.class);
        return context.getStore(Namespace.create(BrowserExtension.class))
                .computeIfAbsent(Visitors.class, key -> new Visitors(chromium, site.url()), Visitors.class);
    }

    /** Makes a test fail if a browser console has errors. */
    @Override
    public void afterEach(ExtensionContext context) {
        Visitors visitors =
                context.getStore(Namespace.create(BrowserExtension.class)).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.assertNoComplaints();
        }
    }
}
