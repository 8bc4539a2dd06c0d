package threetier.command.deploy;

import java.util.function.Consumer;
import threetier.command.error.CommandException;

/** The site that a stack serves, and the check of this site. */
final class DeployedSite {

    /** The number of attempts. With the usual polling interval, they take at least two minutes. */
    private static final int ATTEMPTS = 24;

    private final Aws aws;
    private final Consumer<String> say;
    private final Consumer<String> check;

    /** @param check checks a site as a client; throws a {@link CommandException} if the site fails */
    DeployedSite(Aws aws, Consumer<String> say, Consumer<String> check) {
        this.aws = aws;
        this.say = say;
        this.check = check;
    }

    /**
     * Checks the site and prints its address.
     *
     * @throws CommandException if the site does not work
     */
    void check(Stack stack) {
        String url = stack.output("Url");
        String balancer = stack.output("Balancer");
        if (!balancer.isEmpty()
                && !url.endsWith("//" + balancer)
                && stack.parameter("HostedZoneId").isEmpty()) {
            say.accept(url + " needs a DNS record that points to " + balancer);
        }
        checked(url);
        say.accept(url);
    }

    /**
     * Checks the site repeatedly, because a new balancer needs time until DNS has its name and its targets are healthy.
     */
    private void checked(String url) {
        for (int attempt = 1; ; attempt++) {
            try {
                check.accept(url);
                return;
            } catch (CommandException notYet) {
                if (attempt == ATTEMPTS) {
                    throw notYet;
                }
                if (attempt == 1) {
                    say.accept("  not yet, trying again for two minutes: " + notYet.getMessage());
                }
                aws.untilNextLook();
            }
        }
    }
}
