package threetier.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import threetier.command.error.CommandException;

/** The option for parameters of the root template. */
final class ParameterOption {

    private final Map<String, String> parameters = new TreeMap<>();

    @Option(names = "--param", paramLabel = "K=V", description = "a parameter of the root template; may be repeated")
    private void parameters(List<String> typed) {
        parameters.clear();
        parameters.putAll(read("--param", typed));
    }

    /** @throws CommandException for a parameter without the form {@code NAME=VALUE} */
    static Map<String, String> read(String option, List<String> typed) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : typed == null ? List.<String>of() : typed) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new CommandException(option + " needs NAME=VALUE, not \"" + parameter + "\"");
            }
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return parameters;
    }

    /** The parameters as typed. */
    Map<String, String> parameters() {
        return parameters;
    }
}
