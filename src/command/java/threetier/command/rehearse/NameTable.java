package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.PseudoParameters;
import threetier.command.template.Resource;

/** The names that a node looks up, in place of DNS: those of balancers and databases, and those outside the VPC. */
final class NameTable {

    /** The site with the certificate authorities of RDS. */
    static final String AUTHORITIES = "truststore.pki.rds.amazonaws.com";

    /** The repository of Amazon Linux's packages in a region ({@code /etc/yum.repos.d/amazonlinux.repo}). */
    static final String PACKAGES = "al2023-repos-" + PseudoParameters.REGION + "-de612dc2.s3.dualstack."
            + PseudoParameters.REGION + ".amazonaws.com";

    /** The API of EC2, which a cluster of app nodes asks for its members. */
    static final String EC2 = "ec2." + PseudoParameters.REGION + ".amazonaws.com";

    private final EvaluatedStack deployment;
    private final List<Host> hosts;
    private final PhysicalNames physical = new PhysicalNames();
    /** Addresses by name. */
    private final Map<String, List<String>> addresses = new LinkedHashMap<>();

    /** The first database of each cluster is its writer. */
    NameTable(EvaluatedStack deployment, List<Host> hosts) {
        this(deployment, hosts, null);
    }

    /**
     * @param deployment evaluated with the ids of resources
     * @param hosts to which names may lead
     * @param writer of the databases; null for the first one
     */
    NameTable(EvaluatedStack deployment, List<Host> hosts, Host writer) {
        this.deployment = deployment;
        this.hosts = hosts;
        addresses.put(AUTHORITIES, List.of(Hosts.SITES));
        addresses.put(PACKAGES, List.of(Hosts.SITES));
        addresses.put(EC2, List.of(Hosts.SITES));
        for (Resource balancer : deployment.resources("AWS::ElasticLoadBalancingV2::LoadBalancer")) {
            addresses.put(
                    ofBalancer(balancer),
                    playing(balancer.id())
                            .map(host -> host.isPublic() ? host.publicAddress() : host.address())
                            .toList());
        }
        deployment
                .names()
                .forEach(name -> addresses.put(
                        name,
                        hosts.stream()
                                .filter(host -> host.member().equals("alb"))
                                .map(Host::publicAddress)
                                .toList()));
        for (Resource cluster : deployment.resources("AWS::RDS::DBCluster")) {
            List<String> servers = deployment.resources("AWS::RDS::DBInstance").stream()
                    .filter(instance -> instance.text("DBClusterIdentifier").equals(cluster.id()))
                    .flatMap(instance -> playing(instance.id()))
                    .sorted(Comparator.comparing(host -> host != writer))
                    .map(Host::address)
                    .toList();
            addresses.put(endpoint(cluster, "Endpoint.Address"), servers.subList(0, 1));
            addresses.put(
                    endpoint(cluster, "ReadEndpoint.Address"),
                    servers.size() > 1 ? servers.subList(1, servers.size()) : servers);
        }
    }

    /** The name of a balancer. */
    String ofBalancer(Resource balancer) {
        return physical.attribute(balancer.id(), balancer.type(), "DNSName");
    }

    private String endpoint(Resource cluster, String attribute) {
        return physical.attribute(cluster.id(), cluster.type(), attribute);
    }

    private Stream<Host> playing(String resource) {
        return hosts.stream().filter(host -> host.resource().equals(resource));
    }

    /** The content of {@code /etc/hosts}. */
    String text() {
        return "127.0.0.1 localhost\n::1 localhost\n"
                + addresses.entrySet().stream()
                        .flatMap(name -> name.getValue().stream().map(address -> address + " " + name.getKey() + "\n"))
                        .collect(Collectors.joining());
    }

    /**
     * Writes the names for clients in the internet. They begin with the last zone, and nodes with the first one, so
     * each zone that goes dark meets some of them.
     */
    Path written(Path file) {
        List<String> lines = new ArrayList<>(text().lines().toList());
        Collections.reverse(lines);
        try {
            return Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names for which the certificate of the rehearsal is valid. */
    List<String> certified() {
        return addresses.keySet().stream().map(name -> "dns:" + name).toList();
    }
}
