package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import threetier.command.error.CommandException;

/** The data with which a restored database starts. */
final class RestoreOrigin {

    private static final List<String> PARAMETERS = List.of("RestoreSnapshot", "RestoreCluster");

    private RestoreOrigin() {}

    /**
     * The parameters of a failed first attempt are not kept. Without the origin of its database, the next attempt would
     * succeed with an empty one.
     *
     * @param failed the parameters of the failed attempt
     * @throws CommandException if the origin is not named again
     */
    static void refuseToForget(Map<String, String> failed, Map<String, String> given) {
        if (PARAMETERS.stream().anyMatch(given::containsKey)) {
            return;
        }
        for (String name : PARAMETERS) {
            String origin = failed.getOrDefault(name, "");
            if (!origin.isEmpty()) {
                throw new CommandException(
                        "The failed attempt was to restore the database. Name the origin again: --param " + name + "="
                                + origin + "\n  For an empty database instead: --param " + name + "=");
            }
        }
    }
}
