package threetier.stage;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import threetier.command.process.Node;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * Starts the stage before the first test that needs it, and stops it after the last test. If a test fails, this
 * extension prints the last warnings of the app tier.
 */
public final class StageExtension implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {

    /** Half of the usual heap. If memory grew with the table, the tests with a large table would fail. */
    private static final String HEAP = "256m";

    private static final int WARNINGS_SHOWN = 10;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        stage(context).sql().truncate();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent()) {
            for (Node node : stage(context).servers("app")) {
                List<String> warnings = new Inside(stage(context))
                        .log(node.name()).stream()
                                .filter(line -> line.matches("\\S+ (WARNING|SEVERE) .*"))
                                .toList();
                System.out.println(context.getDisplayName() + " failed. The last warnings of " + node.name() + ":");
                warnings.subList(Math.max(0, warnings.size() - WARNINGS_SHOWN), warnings.size())
                        .forEach(System.out::println);
            }
        }
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

    /** The stage is stored in the root of the test plan, which closes it after the last test. */
    private static Stage stage(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(
                        Stage.class,
                        key -> Stage.start(
                                TestDatabase.workspace("tests"),
                                Shape.of(1, 1, HEAP)
                                        .over(protocol())
                                        .on(TestDatabase.chosen())
                                        .with("LOAD_ENABLED", "true")
                                        .with("USERS_ENABLED", "true"),
                                System.out::println),
                        Stage.class);
    }

    /** The protocol between the tiers. With {@code -Dthreetier.protocol=ajp}, the same tests run over AJP. */
    private static Shape.Protocol protocol() {
        return Shape.Protocol.valueOf(
                System.getProperty("threetier.protocol", "http").toUpperCase(Locale.ROOT));
    }
}
