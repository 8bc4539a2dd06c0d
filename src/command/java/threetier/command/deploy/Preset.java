package threetier.command.deploy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;

/** Parameters that belong together. */
public enum Preset {
    /**
     * Fits the quota of 5 vCPUs of a new account. There are four nodes, and five during a rolling update, with 1 vCPU
     * each. Their type does not use CPU credits, which could run out.
     */
    SMALL_ACCOUNT(
            "small-account",
            Map.of(
                    "WebInstanceType", "c7g.medium",
                    "AppInstanceType", "c7g.medium",
                    "WebSizes", "2,2,3",
                    "AppSizes", "2,2,3"));

    private final String label;
    private final Map<String, String> parameters;

    Preset(String label, Map<String, String> parameters) {
        this.label = label;
        this.parameters = parameters;
    }

    /** @throws CommandException if no preset has this name */
    public static Preset named(String label) {
        return Arrays.stream(values())
                .filter(preset -> preset.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new CommandException("There is no preset \"" + label + "\"; the presets are "
                        + Arrays.stream(values()).map(preset -> preset.label).collect(Collectors.joining(", "))));
    }

    public String label() {
        return label;
    }

    public Map<String, String> parameters() {
        return parameters;
    }
}
