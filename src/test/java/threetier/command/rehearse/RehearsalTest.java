package threetier.command.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Rule;
import threetier.command.template.Template;

/** What a rehearsal is made of, without namespaces. */
class RehearsalTest {

    private static final Map<String, Template> TEMPLATES = Template.folder(Path.of("cloudformation"));

    @Test
    void theManualSaysOfEachTypeWhetherItIsPlayed() throws Exception {
        Set<String> declared = new TreeSet<>();
        TEMPLATES
                .values()
                .forEach(template -> template.section("Resources")
                        .values()
                        .forEach(resource ->
                                declared.add(Template.map(resource).get("Type").toString())));
        String[] manual = Files.readString(Path.of("docs/rehearsal.md")).split("## What is not played");
        Set<String> played = types(manual[0]);
        assertEquals(Rehearsal.PLAYED, played);
        Set<String> all = types(manual[1]);
        assertTrue(all.stream().noneMatch(played::contains), "both played and not played");
        assertEquals(Rehearsal.PLAYED_WITH_NODES, types(manual[1].split("It ignores the others")[0]));
        all.addAll(played);
        assertEquals(declared, all);
    }

    private static Set<String> types(String text) {
        Set<String> types = new TreeSet<>();
        Matcher type = Pattern.compile("`((?:AWS|Custom)::[\\w:]+)`").matcher(text);
        while (type.find()) {
            types.add(type.group(1));
        }
        return types;
    }

    @Test
    void theSizesOfInstanceTypesAreThoseOfAws() {
        assertEquals(new InstanceType(2, 1024), InstanceType.of("t4g.micro"));
        assertEquals(new InstanceType(2, 2048), InstanceType.of("t4g.small"));
        assertEquals(new InstanceType(4, 16_384), InstanceType.of("t3.xlarge"));
        assertEquals(new InstanceType(2, 8192), InstanceType.of("m7g.large"));
        assertEquals(new InstanceType(8, 16_384), InstanceType.of("c7gn.2xlarge"));
        assertEquals(new InstanceType(48, 393_216), InstanceType.of("r7g.12xlarge"));
        assertThrows(CommandException.class, () -> InstanceType.of("x2idn.metal"));
    }

    @Test
    void eachHostHasAnAddressOfItsOwnInItsSubnet() {
        EvaluatedStack deployment = deployment(Map.of("Zones", "3", "WebSizes", "4,4,6", "NatGateways", "per-zone"));
        Hosts hosts = new Hosts(deployment);
        assertEquals(
                List.of("10.20.3.10", "10.20.4.10", "10.20.5.10", "10.20.3.11"),
                hosts.inside().stream()
                        .filter(host -> host.member().equals("web"))
                        .map(Host::address)
                        .toList());
        assertEquals(3, hosts.gateways().size());
        List<String> publics = hosts.inside().stream()
                .filter(Host::isPublic)
                .map(Host::member)
                .distinct()
                .toList();
        assertEquals(List.of("alb"), publics);
        List<String> addresses = new ArrayList<>();
        hosts.inside().forEach(host -> addresses.add(host.address()));
        hosts.gateways().forEach(host -> addresses.add(host.address()));
        assertEquals(addresses.size(), new TreeSet<>(addresses).size(), addresses.toString());
    }

    @Test
    void aNetworkThatTheTemplatesDoNotDeclareIsRefused() {
        EvaluatedStack existing = deployment(Map.of(
                "ExistingVpcId", "vpc-1",
                "ExistingPublicSubnets", "public-1,public-2",
                "ExistingPrivateSubnets", "private-1,private-2",
                "ExistingZones", "zone-a,zone-b"));
        assertTrue(assertThrows(CommandException.class, () -> new Hosts(existing))
                .getMessage()
                .contains("ExistingVpcId"));
        EvaluatedStack outside = deployment(Map.of("VpcCidr", "198.18.0.0/16"));
        assertTrue(assertThrows(CommandException.class, () -> new Hosts(outside))
                .getMessage()
                .contains("VpcCidr"));
    }

    /** A range of ports that is one too wide must not go unnoticed. */
    @Test
    void portsBesideTheDrawnOnesAreTriedToo() {
        EvaluatedStack deployment = deployment(Map.of());
        Hosts hosts = new Hosts(deployment);
        Attempts attempts = new Attempts(deployment, hosts.inside(), Rule.all(deployment));
        assertTrue(attempts.ports().get("tcp").containsAll(Set.of(22, 79, 80, 81, 3305, 3306, 3307, 7900, 8009, 8081)));
        List<Attempt> all =
                attempts.all().values().stream().flatMap(List::stream).toList();
        Set<String> drawn = new TreeSet<>();
        all.stream()
                .filter(Attempt::drawn)
                .forEach(attempt -> drawn.add(attempt.arrow().toString()));
        assertEquals(
                Set.of(
                        "alb ─80─▶ web",
                        "web ─8080─▶ inner",
                        "inner ─8080─▶ app",
                        "app ─3306─▶ data",
                        "function ─3306─▶ data"),
                drawn);
    }

    /** Hosts outside the VPC have no groups, and some rules name addresses instead of a group. */
    @Test
    void aDifferenceIsExplainedByRulesAndRoutes() {
        PlayedNetwork network = new PlayedNetwork(deployment(Map.of()), (resource, what) -> {});
        Cause cause = new Cause(network);
        assertEquals(
                "no egress rule of Security/WebGroup allows it", cause.ofDrop(attempt(network, "web", 3306, "data")));
        assertEquals(
                "the security groups allow it, but no packet arrives;"
                        + " routes of Network/WebSubnetA: 0.0.0.0/0 to Network/NatA",
                cause.ofDrop(attempt(network, "web", 443, "internet")));
        assertEquals(
                "allowed by Security/AppGroup (egress 3306) and Security/DataGroup (ingress 3306)",
                cause.ofConnection(attempt(network, "app", 3306, "data")));
    }

    private static Attempt attempt(PlayedNetwork network, String from, int port, String to) {
        return new Attempt(host(network, from), host(network, to), "tcp", port, false);
    }

    private static Host host(PlayedNetwork network, String member) {
        return network.hosts().stream()
                .filter(host -> host.member().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private static EvaluatedStack deployment(Map<String, String> parameters) {
        return EvaluatedStack.of(TEMPLATES, parameters);
    }
}
