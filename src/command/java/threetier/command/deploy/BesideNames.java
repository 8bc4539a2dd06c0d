package threetier.command.deploy;

import java.util.List;
import threetier.command.error.CommandException;

/**
 * Where a second application gets its requests.
 *
 * @param first the name of the stack beside it
 * @param settings of the second application
 * @param others the other applications beside the first one
 */
record BesideNames(String first, Settings settings, List<BesideStack> others) {

    /**
     * @param ofFirst the settings of the first stack
     * @throws CommandException if the application would have no requests, or those of another application
     */
    void refuse(Settings ofFirst) {
        String host = settings.text("Host");
        String path = settings.text("Path");
        if (host.isEmpty() && path.isEmpty()) {
            throw new CommandException("Where is the application? Add --host NAME, or --path /NAME, or both.");
        }
        boolean own = List.of(settings.text("SiteHost"), ofFirst.text("DomainName"), ofFirst.text("OtherName"))
                .contains(host);
        if (path.isEmpty() && own) {
            throw new CommandException(host + " is a name of " + first + " itself, which would get no more requests."
                    + " Choose another --host, or add --path /NAME.");
        }
        if (!host.isEmpty() && !own && ofFirst.text("Balancers").matches("both|internal")) {
            throw new CommandException("The distribution of " + first + " has only the names of that site. Behind"
                    + " CloudFront, a second application needs a path: --path /NAME without --host.");
        }
        others.stream()
                .filter(other ->
                        other.text("Host").equals(host) && other.text("Path").equals(path))
                .findFirst()
                .ifPresent(other -> {
                    throw new CommandException(
                            other.name() + " is already at " + host + path + ". Choose another --host or --path.");
                });
    }
}
