package threetier.command.deploy;

import java.util.Map;
import java.util.Set;

/**
 * The deployment that a user asks for.
 *
 * @param parameters the given parameters of the root template
 * @param dryRun whether to show only what would change
 * @param replace the resources with data whose replacement or removal the user accepts
 * @param yes whether the user agrees in advance; then no question is asked
 */
public record DeploymentRequest(
        String stack, Map<String, String> parameters, boolean dryRun, Set<String> replace, boolean yes) {}
