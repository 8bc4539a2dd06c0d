package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** A second application has a web tier, an app tier and a database of its own. Only its requests lead to its nodes. */
final class ApplicationAssertions implements Assertion {

    private static final String BESIDE = EvaluatedStack.BESIDE;
    /** The numbers of the rules at the listeners of the first stack are below this one. */
    private static final int FIRST_PRIORITY = 10;

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        for (Resource rule : deployment.resources("AWS::ElasticLoadBalancingV2::ListenerRule")) {
            problems.expect(
                    rule.id().startsWith(BESIDE) == Integer.parseInt(rule.text("Priority")) >= FIRST_PRIORITY,
                    rule.id() + " takes the number of another rule");
        }
        if (deployment.resources().stream().noneMatch(resource -> resource.id().startsWith(BESIDE))) {
            return;
        }
        Set<String> entrances = new TreeSet<>();
        for (String balancer : deployment.entrances()) {
            String entrance = BESIDE + (balancer.equals("Web") ? "Entrance" : "OriginEntrance");
            entrances.add(entrance + "/Targets");
            rule(deployment, balancer, entrance, problems);
            problems.expect(
                    deployment
                            .resource(entrance + "/Targets")
                            .properties()
                            .equals(deployment.resource(balancer + "/Targets").properties()),
                    entrance + ": the targets are checked in another way than those of the first application");
        }
        nodes(deployment, entrances, problems);
        database(deployment, problems);
        names(deployment, problems);
    }

    private static void rule(EvaluatedStack deployment, String balancer, String entrance, Problems problems) {
        Resource rule = deployment.resource(entrance + "/Rule");
        String listener = balancer.equals("Origin")
                ? "Origin/Listener"
                : deployment.https() ? "Web/HttpsListener" : "Web/HttpListener";
        problems.expect(rule.text("ListenerArn").equals(listener), rule.id() + " is not where requests arrive");
        problems.expect(
                rule.maps("Actions")
                        .equals(List.of(Map.of("Type", "forward", "TargetGroupArn", entrance + "/Targets"))),
                rule.id() + " leads elsewhere");
        String host = deployment.applicationParameter("Host");
        String path = deployment.applicationParameter("Path");
        List<Map<String, Object>> expected = new ArrayList<>();
        if (!host.isEmpty()) {
            expected.add(Map.of("Field", "host-header", "HostHeaderConfig", Map.of("Values", List.of(host))));
        }
        if (!path.isEmpty()) {
            expected.add(
                    Map.of("Field", "path-pattern", "PathPatternConfig", Map.of("Values", List.of(path, path + "/*"))));
        }
        problems.expect(rule.maps("Conditions").equals(expected), rule.id() + " takes other requests");
        problems.expect(
                rewritten(rule, path + "/metrics").equals("/metrics")
                        && rewritten(rule, path + "//metrics").matches("/+metrics")
                        && rewritten(rule, path + "?a=/b").equals(path.isEmpty() ? "?a=/b" : "/?a=/b")
                        && rewritten(rule, path + "/").equals("/"),
                rule.id() + " passes on a path that httpd does not know");
    }

    /** The URL that a target gets. */
    private static String rewritten(Resource rule, String url) {
        for (Map<String, Object> transform : rule.maps("Transforms")) {
            for (Object rewrite : Template.list(
                    Template.map(transform.get("UrlRewriteConfig")).get("Rewrites"))) {
                url = Pattern.compile(Template.map(rewrite).get("Regex").toString())
                        .matcher(url)
                        .replaceAll(Template.map(rewrite).get("Replace").toString());
            }
        }
        return url;
    }

    private static void nodes(EvaluatedStack deployment, Set<String> entrances, Problems problems) {
        problems.expect(
                new TreeSet<>(deployment.resource(BESIDE + "Web/Nodes").texts("TargetGroupARNs")).equals(entrances),
                "the second application's web nodes are behind other balancers");
        String web = NodeAssertions.userData(deployment, BESIDE + "Web");
        problems.expect(
                web.endsWith(" CONTINUE " + String.join(" ", entrances) + "\n"),
                "a web node of the second application signals before the balancers find it healthy");
        String path = deployment.applicationParameter("Path");
        problems.expect(
                path.isEmpty() ? !web.contains("SITE_PATH=") : web.contains("\nSITE_PATH=" + path + "\n"),
                "httpd does not know the path that the balancer removes");
        problems.expect(
                web.contains("APP_TIER_URL=" + scheme(deployment) + "://" + BESIDE + "App/Balancer.DNSName:"),
                "the second application's web nodes use another app tier");
        problems.expect(
                deployment.resource(BESIDE + "WebAlarms").text("Parameters").contains("BalancerType=shared"),
                "the errors of the shared balancer have two alarms");
    }

    private static String scheme(EvaluatedStack deployment) {
        return deployment.applicationParameter("Protocol").equals("ajp") ? "ajp" : "http";
    }

    /** A login of one application opens no table of the other. */
    private static void database(EvaluatedStack deployment, Problems problems) {
        for (String stack : List.of("", BESIDE)) {
            String database = stack.isEmpty() ? "threetier" : deployment.applicationParameter("Database");
            String app = NodeAssertions.userData(deployment, stack + "App");
            for (String role : List.of("writer", "reader")) {
                String name = role.toUpperCase(Locale.ROOT);
                problems.expect(
                        app.contains("\n" + name + "_USER=" + database + "_" + role + "\n")
                                && app.matches(
                                        "(?s).*\n" + name + "_URL=jdbc:mysql://[^:]+:3306/" + database + "\\?.*"),
                        stack + "App: the " + role + " is another user, or of another database");
            }
            Map<String, Object> function = Template.map(deployment
                    .resource(stack + "Schema/Function")
                    .map("Environment")
                    .get("Variables"));
            problems.expect(
                    function.get("WRITER_URL")
                                    .toString()
                                    .contains(":3306/" + database + "?createDatabaseIfNotExist=true&")
                            && function.get("WRITER_USER").equals(database + "_writer")
                            && function.get("READER_USER").equals(database + "_reader")
                            && function.get("REMOVE_USERS").equals(stack.isEmpty() ? "no" : "yes"),
                    stack + "Schema: the function makes other users, or leaves them");
            Set<String> secrets = deployment.resources("AWS::SecretsManager::Secret").stream()
                    .map(Resource::id)
                    .filter(secret -> secret.startsWith(BESIDE) == stack.isEmpty())
                    .filter(secret -> Set.of("Web/Role", "App/Role", "Schema/Role").stream()
                            .anyMatch(role -> deployment
                                            .resource(stack + role)
                                            .text("Policies")
                                            .contains("=" + secret)
                                    || deployment
                                            .resource(stack + role)
                                            .text("Policies")
                                            .matches(".*[\\[ ]" + secret + "[],].*")))
                    .collect(Collectors.toSet());
            problems.expect(secrets.isEmpty(), stack + ": a role may read the other application's " + secrets);
        }
        problems.expect(
                deployment.resources("AWS::RDS::DBCluster").size() == 1
                        && deployment.resources("AWS::Lambda::Function").stream()
                                .noneMatch(function -> function.id().equals(BESIDE + "Schema/RestoreFunction")),
                "the second application has a cluster, or restores one");
    }

    private static void names(EvaluatedStack deployment, Problems problems) {
        boolean zone = !deployment.applicationParameter("HostedZoneId").isEmpty();
        String host = deployment.applicationParameter("Host");
        List<Resource> records = deployment.resources("AWS::Route53::RecordSet").stream()
                .filter(record -> record.id().startsWith(BESIDE))
                .toList();
        problems.expect(
                records.isEmpty() != zone
                        && records.stream()
                                .allMatch(record -> record.text("Name").equals(host)),
                "the second application's records are " + records);
        List<Resource> further = deployment.resources("AWS::ElasticLoadBalancingV2::ListenerCertificate");
        problems.expect(
                further.size() == (zone ? deployment.entrances().size() : 0)
                        && further.stream()
                                .allMatch(certificate -> certificate
                                        .maps("Certificates")
                                        .equals(List.of(Map.of("CertificateArn", BESIDE + "Security/Certificate")))),
                "a listener has no certificate for the second application");
    }
}
