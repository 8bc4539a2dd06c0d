package threetier.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threetier.stage.Check;
import threetier.stage.StageException;

/** The commands of {@code ./three-tier} that concern AWS. */
public final class Main {

    private final List<String> arguments;

    private Main(List<String> arguments) {
        this.arguments = new ArrayList<>(arguments);
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
        String stack = option("--stack", "three-tier");
        String region = option("--region", "");
        boolean dryRun = arguments.remove("--dry-run");
        boolean artefacts = arguments.remove("--artefacts");
        Map<String, String> parameters = parameters();
        if (!arguments.isEmpty() || !command.equals("destroy") && artefacts || !command.equals("deploy") && (dryRun || !parameters.isEmpty())) {
            throw new DeployException("\"" + (arguments.isEmpty() ? command : arguments.get(0))
                    + "\" is not understood like this; see ./three-tier --help");
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
        for (String parameter = option("--param", ""); !parameter.isEmpty(); parameter = option("--param", "")) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new DeployException("--param needs NAME=VALUE, not \"" + parameter + "\"");
            }
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return parameters;
    }

    private String option(String name, String absent) {
        int at = arguments.indexOf(name);
        if (at < 0) {
            return absent;
        }
        arguments.remove(at);
        if (at >= arguments.size()) {
            throw new DeployException(name + " needs a value; see ./three-tier --help");
        }
        return arguments.remove(at);
    }

    private static Optional<String> line() {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
