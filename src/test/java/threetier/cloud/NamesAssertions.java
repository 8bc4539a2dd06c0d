package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** The names of the site: certificates, DNS records, and the redirect from the other name to that of the site. */
final class NamesAssertions implements Assertion {

    /** The Route 53 zone of all distributions. */
    private static final String ZONE_OF_CLOUDFRONT = "Z2FDTNDATAQYW2";

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        boolean zone = !deployment.parameter("HostedZoneId").isEmpty();
        List<Resource> certificates = ofSite(deployment, "AWS::CertificateManager::Certificate");
        problems.expect(
                ids(certificates)
                        .equals(newCertificates(
                                deployment,
                                zone && deployment.parameter("CertificateArn").isEmpty(),
                                zone)),
                "the new certificates are " + ids(certificates));
        certificates.forEach(certificate -> certificate(deployment, certificate, problems));
        served(deployment, problems);
        records(deployment, zone, problems);
        for (String entrance : deployment.entrances()) {
            otherName(deployment, entrance.equals("Web") ? "Web/HttpsListener" : "Origin/Listener", problems);
        }
        problems.expect(
                deployment.https()
                        || deployment.resources().stream()
                                .noneMatch(resource -> resource.id().startsWith("Names")),
                "names without a certificate");
    }

    private static Set<String> newCertificates(EvaluatedStack deployment, boolean ofRoot, boolean zone) {
        Set<String> expected = new TreeSet<>();
        if (ofRoot) {
            expected.add("Security/Certificate");
        }
        if (zone
                && deployment.behindEdge()
                && deployment.edgeParameter("EdgeCertificateArn").isEmpty()) {
            expected.add("Edge/SiteCertificate");
        }
        return expected;
    }

    /** Without validation by DNS, the creation would wait for a click in a mail. */
    private static void certificate(EvaluatedStack deployment, Resource certificate, Problems problems) {
        List<String> others = certificate.texts("SubjectAlternativeNames");
        problems.expect(
                certificate.text("DomainName").equals(deployment.parameter("DomainName"))
                        && others.equals(deployment.names().stream().skip(1).toList()),
                certificate.id() + " is not for the names of the site");
        Map<Object, Object> zones = certificate.maps("DomainValidationOptions").stream()
                .collect(Collectors.toMap(
                        option -> option.get("DomainName"), option -> option.getOrDefault("HostedZoneId", "")));
        problems.expect(
                certificate.text("ValidationMethod").equals("DNS")
                        && zones.equals(deployment.names().stream()
                                .collect(Collectors.toMap(name -> name, name -> deployment.parameter("HostedZoneId")))),
                certificate.id() + " is not validated by records in the zone");
    }

    /** The listeners and the distribution have the certificate of their region. */
    private static void served(EvaluatedStack deployment, Problems problems) {
        String given = deployment.parameter("CertificateArn");
        for (Resource listener : deployment.resources("AWS::ElasticLoadBalancingV2::Listener")) {
            problems.expect(
                    !listener.text("Protocol").equals("HTTPS")
                            || listener.maps("Certificates")
                                    .equals(List.of(Map.of(
                                            "CertificateArn", given.isEmpty() ? "Security/Certificate" : given))),
                    listener.id() + " has another certificate");
        }
        if (deployment.behindEdge()) {
            String ofEdge = deployment.edgeParameter("EdgeCertificateArn");
            Map<String, Object> config =
                    deployment.resource("Edge/Distribution").map("DistributionConfig");
            problems.expect(
                    Objects.equals(
                            Template.map(config.get("ViewerCertificate")).get("AcmCertificateArn"),
                            ofEdge.isEmpty() ? "Edge/SiteCertificate" : ofEdge),
                    "the distribution has another certificate");
        }
    }

    /** Each name leads to what serves, over IPv6 only if that has IPv6. */
    private static void records(EvaluatedStack deployment, boolean zone, Problems problems) {
        String edge = deployment.parameter("EdgeDomain");
        boolean balancer = deployment.entrances().contains("Web");
        boolean ipv6 = !edge.isEmpty() || deployment.parameter("IpAddressType").equals("dualstack");
        Set<String> expected = new TreeSet<>();
        boolean second = !deployment.parameter("ReplicatedSecrets").isEmpty();
        if (zone && !second && (balancer || !edge.isEmpty())) {
            String target = deployment.firstOfTwo()
                    ? "regions." + deployment.parameter("DomainName") + " in " + deployment.parameter("HostedZoneId")
                    : edge.isEmpty()
                            ? "Web/Balancer.DNSName in Web/Balancer.CanonicalHostedZoneID"
                            : edge + " in " + ZONE_OF_CLOUDFRONT;
            for (String name : deployment.names()) {
                expected.add(name + " A " + target);
                if (ipv6) {
                    expected.add(name + " AAAA " + target);
                }
            }
        }
        Set<String> found = ofSite(deployment, "AWS::Route53::RecordSet").stream()
                .filter(record -> !record.id().startsWith("Global/"))
                .map(record -> record.text("Name") + " " + record.text("Type") + " "
                        + record.map("AliasTarget").get("DNSName") + " in "
                        + record.map("AliasTarget").get("HostedZoneId")
                        + (record.text("HostedZoneId").equals(deployment.parameter("HostedZoneId"))
                                ? ""
                                : " in another zone"))
                .collect(Collectors.toCollection(TreeSet::new));
        problems.expect(found.equals(expected), "the DNS records are " + found + ", not " + expected);
        if (balancer) {
            problems.expect(
                    deployment
                            .resource("Web/Balancer")
                            .text("IpAddressType")
                            .equals(deployment.parameter("IpAddressType")),
                    "the public balancer has other addresses");
        }
    }

    /**
     * GET and HEAD are redirected with path and query. Any other method is refused, because clients would make it GET.
     */
    private static void otherName(EvaluatedStack deployment, String listener, Problems problems) {
        List<Resource> rules = ofSite(deployment, "AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                .filter(rule -> rule.text("ListenerArn").equals(listener))
                .sorted((one, other) -> Integer.compare(
                        Integer.parseInt(one.text("Priority")), Integer.parseInt(other.text("Priority"))))
                .toList();
        String other = deployment.parameter("OtherName");
        if (other.isEmpty() || !deployment.https()) {
            problems.expect(rules.isEmpty(), listener + " has rules");
            return;
        }
        Map<String, Object> host = Map.of("Field", "host-header", "HostHeaderConfig", Map.of("Values", List.of(other)));
        Map<String, Object> safe = Map.of(
                "Field", "http-request-method", "HttpRequestMethodConfig", Map.of("Values", List.of("GET", "HEAD")));
        Map<String, Object> redirect = Map.of(
                "StatusCode",
                "HTTP_301",
                "Protocol",
                "HTTPS",
                "Host",
                deployment.parameter("DomainName"),
                "Port",
                "443",
                "Path",
                "/#{path}",
                "Query",
                "#{query}");
        boolean holds = rules.size() == 2
                && rules.get(0).maps("Conditions").equals(List.of(host, safe))
                && rules.get(0).maps("Actions").equals(List.of(Map.of("Type", "redirect", "RedirectConfig", redirect)))
                && rules.get(1).maps("Conditions").equals(List.of(host))
                && rules.get(1).maps("Actions").get(0).get("Type").equals("fixed-response")
                && rules.get(1).text("Actions").contains("StatusCode=404");
        problems.expect(holds, listener + " does not send " + other + " to the name of the site");
    }

    /** Resources without those of a second application, which has names of its own. */
    private static List<Resource> ofSite(EvaluatedStack deployment, String type) {
        return deployment.resources(type).stream()
                .filter(resource -> !resource.id().startsWith(EvaluatedStack.BESIDE))
                .toList();
    }

    private static Set<String> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
