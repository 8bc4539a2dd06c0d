package threetier.command.rehearse;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/**
 * An availability zone goes dark: its nodes, balancers, databases and NAT gateway neither send nor receive. It is the
 * zone of a reader; {@link WriterLost} shows the loss of the writer.
 */
public record ZoneKilled() implements Incident {

    /** Of real time. */
    private static final Duration LIMIT = Duration.ofMinutes(20);
    /** How long DNS still gives the addresses of a balancer's dark zone: its records live for a minute. */
    private static final Duration DNS = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "kill zone";
    }

    @Override
    public Course happen(RehearsedSite site) {
        PlayedSite around = site.site();
        String zone = around.hosts().stream()
                .filter(host -> host.plays(around.deployment(), "AWS::RDS::DBInstance"))
                .filter(host -> host != around.databases().writer())
                .map(around::zone)
                .filter(name -> !name.equals(around.zone(around.databases().writer())))
                .findFirst()
                .orElseThrow(() -> new CommandException("No zone has a reader and no writer."));
        Set<Host> dark = Stream.concat(around.hosts().stream(), site.network().gateways().stream())
                .filter(host -> around.zone(host).equals(zone))
                .collect(Collectors.toSet());
        site.happened(zone, zone + " dark");
        long begin = System.nanoTime();
        dark.forEach(host -> Namespaces.disconnect(host.name()));
        site.groups().darken(dark);
        around.balancers().without(dark);
        site.pass(site.clock().real(DNS));
        site.groups().rename(around.rename(dark));
        site.happened("DNS", "DNS without " + zone);
        long renamed = System.nanoTime();
        site.await(
                LIMIT,
                "The groups have not replaced the nodes of " + zone,
                () -> site.isFull()
                        && site.groups().groups().stream()
                                .flatMap(group ->
                                        site.groups().nodes(group.settings().id()).stream())
                                .noneMatch(node -> dark.contains(node.node().host())));
        long full = System.nanoTime();
        site.happened(zone, "full again");
        return new Course(
                begin,
                full,
                true,
                List.of(
                        "hosts dark",
                        String.valueOf(dark.size()),
                        "DNS without it",
                        NodeKilled.seconds(renamed - begin),
                        "full again after",
                        NodeKilled.seconds(full - begin)),
                List.of());
    }
}
