package threetier.stage;

import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Raises the stage before the first test that needs it and stops it after the last. */
public final class StageExtension implements BeforeAllCallback, ParameterResolver {

    /** Half of what a node has otherwise: a test of a large table would notice if memory grew with it. */
    private static final String HEAP = "256m";

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        stage(context).truncate();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Stage.class || type == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class ? stage(context) : site(context);
    }

    /** The address of the stage that serves this test. */
    public static Site site(ExtensionContext context) {
        return new Site(stage(context).url());
    }

    /** Kept in the root of the test plan, which closes it after the last test. */
    private static Stage stage(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(Stage.class,
                key -> Stage.start(Workspace.fresh("tests"), new Shape(0, 1, 1, protocol(), HEAP), System.out::println), Stage.class);
    }

    /** The same tests run over both protocols: {@code -Dthreetier.protocol=ajp}. */
    private static Shape.Protocol protocol() {
        return Shape.Protocol.valueOf(System.getProperty("threetier.protocol", "http").toUpperCase(Locale.ROOT));
    }
}
