package threetier.command.deploy;

import java.util.List;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * The Route 53 zone in which the stack makes the records of the site. With a wrong zone, a deployment would wait hours
 * for its certificate.
 */
final class NameZone {

    private final Aws aws;
    private final Consumer<String> say;

    NameZone(Aws aws, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
    }

    /** @throws CommandException if the zone does not exist, is private, or is that of other names */
    void refuse(Settings settings) {
        String id = settings.text("HostedZoneId");
        if (id.isEmpty()) {
            return;
        }
        Json zone;
        try {
            zone = aws.json("route53", "get-hosted-zone", "--id", id).at("HostedZone");
        } catch (CommandException failure) {
            if (!failure.getMessage().contains("AccessDenied")) {
                throw failure;
            }
            say.accept("note: the permission route53:GetHostedZone is missing, so the zone " + id + " is not checked");
            return;
        }
        if (zone.at("Config").text("PrivateZone").equals("true")) {
            throw new CommandException("The zone " + id + " is private. A certificate needs a public zone.");
        }
        String domain = zone.text("Name").replaceFirst("\\.$", "");
        for (String name : List.of(settings.text("DomainName"), settings.text("OtherName"))) {
            if (!name.isEmpty() && !name.equals(domain) && !name.endsWith("." + domain)) {
                throw new CommandException("The zone " + id + " has the names of " + domain + ", not " + name
                        + ". Give the zone of " + name + " as HostedZoneId.");
            }
        }
    }
}
