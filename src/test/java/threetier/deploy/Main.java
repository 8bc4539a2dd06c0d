package threetier.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threetier.stage.Arguments;
import threetier.stage.Check;
import threetier.stage.StageException;

/** The commands of {@code ./three-tier} that concern AWS. */
public final class Main {

    private final Arguments arguments;

    private Main(List<String> arguments) {
        this.arguments = new Arguments(arguments);
    }

    public static void main(String[] arguments) {
        try {
            System.exit(new Main(Arrays.asList(arguments).subList(1, arguments.length)).run(arguments[0]));
        } catch (DeployException | StageException failure) {
            System.out.flush();
            System.err.println("three-tier: " + failure.getMessage());
            System.exit(1);
        }
    }

    private int run(String command) {
        String stack = arguments.option("--stack", "three-tier");
        // "aws configure get" does not look there
        String region = arguments.option("--region", System.getenv().getOrDefault("AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", "")));
        boolean dryRun = arguments.flag("--dry-run");
        boolean artefacts = arguments.flag("--artefacts");
        Map<String, String> parameters = parameters();
        arguments.nothingLeft();
        if (!command.equals("destroy") && artefacts || !command.equals("deploy") && (dryRun || !parameters.isEmpty())) {
            throw new DeployException("\"" + command + "\" is not understood like this; see ./three-tier --help");
        }
        if (!stack.matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
            throw new DeployException("A stack's name has letters, digits and hyphens and begins with a letter, not \"" + stack + "\"");
        }
        Aws aws = Aws.connect(System.getenv("PATH"), region);
        Path project = Path.of(System.getProperty("threetier.project", ".")).toAbsolutePath();
        return switch (command) {
            case "deploy" -> new Deploy(aws, project, System.out::println, url -> new Check(url, System.out::println).run())
                    .run(stack, parameters, dryRun);
            case "rotate" -> new Rotate(aws, project, System.out::println).run(stack);
            default -> new Destroy(aws, project, System.out::println, Main::line).run(stack, artefacts);
        };
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter = arguments.option("--param", ""); !parameter.isEmpty(); parameter = arguments.option("--param", "")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new DeployException("--param needs NAME=VALUE, not \"" + parameter + "\"");
            }
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return parameters;
    }

    private static Optional<String> line() {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
