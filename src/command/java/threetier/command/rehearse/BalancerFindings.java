package threetier.command.rehearse;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threetier.command.process.BalancerStatistics;
import threetier.command.process.LocalSocket;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** What HAProxy's statistics say of targets that a balancer does not reach, or finds unhealthy. */
record BalancerFindings(EvaluatedStack deployment, PlayedNetwork network) {

    /** A line per balancer and target, with the cause as far as the network is the cause. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Host balancer : network.hosts()) {
            if (balancer.plays(deployment, "AWS::ElasticLoadBalancingV2::LoadBalancer")
                    && Files.exists(PlayedBalancer.socket(balancer.name()))) {
                rows(balancer).stream()
                        .map(row -> finding(balancer, row))
                        .filter(finding -> !finding.isEmpty())
                        .forEach(finding -> lines.add(balancer.name() + ": " + finding));
            }
        }
        return lines;
    }

    private static List<Map<String, String>> rows(Host balancer) {
        try {
            return BalancerStatistics.from(new LocalSocket(PlayedBalancer.socket(balancer.name())))
                    .rows();
        } catch (UncheckedIOException ended) {
            return List.of();
        }
    }

    private String finding(Host balancer, Map<String, String> row) {
        String[] address = row.getOrDefault("addr", "").split(":");
        if (address.length != 2 || row.get("status").startsWith("MAINT")) {
            return "";
        }
        Resource group = deployment.resources("AWS::ElasticLoadBalancingV2::TargetGroup").stream()
                .filter(declared -> BalancerSettings.name(declared.id()).equals(row.get("pxname")))
                .findFirst()
                .orElseThrow();
        Host target = network.hosts().stream()
                .filter(host -> host.address().equals(address[0]))
                .findFirst()
                .orElseThrow();
        String checked = group.text("HealthCheckPort");
        int port = Integer.parseInt(checked.matches("\\d+") ? checked : address[1]);
        String check = row.get("check_status").replace("* ", "");
        if (!check.equals("L7OK") && !check.equals("INI") && !check.isEmpty()) {
            return "the health check of " + target.name() + " in " + group.id() + ", GET "
                    + group.text("HealthCheckPath") + " at port " + port + ", gets " + answer(check, row)
                    + (check.equals("L4TOUT") ? "; " + cause(balancer, target, port) : "");
        }
        if (!row.get("econ").matches("0?")) {
            int traffic = Integer.parseInt(address[1]);
            return "no connection to " + target.name() + " in " + group.id() + " at port " + traffic + " ("
                    + row.get("econ") + " tried); " + cause(balancer, target, traffic);
        }
        return "";
    }

    private static String answer(String check, Map<String, String> row) {
        return switch (check) {
            case "L7STS" -> "status " + row.get("check_code");
            case "L4TOUT" -> "no connection";
            case "L4CON" -> "no connection: " + row.get("last_chk");
            case "L7TOUT" -> "no answer in time";
            default -> check + " " + row.get("last_chk");
        };
    }

    private String cause(Host balancer, Host target, int port) {
        return new Cause(network).ofDrop(new Attempt(balancer, target, "tcp", port, true));
    }
}
