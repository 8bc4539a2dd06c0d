package threetier.command.deploy;

import java.util.Map;
import java.util.Set;

/**
 * What a user wants deployed.
 *
 * @param parameters for the root template
 * @param dryRun only show what would change
 * @param replace resources with data that may be replaced or removed
 * @param yes do not ask
 */
public record DeploymentRequest(
        String stack, Map<String, String> parameters, boolean dryRun, Set<String> replace, boolean yes) {}
