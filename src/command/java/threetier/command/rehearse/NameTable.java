package threetier.command.rehearse;

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

    /** The API of EC2, which a cluster of app nodes asks for its members. */
    static final String EC2 = "ec2." + PseudoParameters.REGION + ".amazonaws.com";

    private final EvaluatedStack deployment;
    private final List<Host> hosts;
    private final PhysicalNames physical = new PhysicalNames();
    /** Addresses by name. */
    private final Map<String, List<String>> addresses = new LinkedHashMap<>();

    /** @param deployment evaluated with the ids of resources */
    NameTable(EvaluatedStack deployment, List<Host> hosts) {
        this.deployment = deployment;
        this.hosts = hosts;
        addresses.put(AUTHORITIES, List.of(Hosts.SITES));
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

    /** The names for which the certificate of the rehearsal is valid. */
    List<String> certified() {
        return addresses.keySet().stream().map(name -> "dns:" + name).toList();
    }
}
