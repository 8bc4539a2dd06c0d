package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** The firewall of the distribution: its rules, its mode and its log. */
final class WebAclAssertions implements Assertion {

    private static final Set<String> GROUPS = Set.of(
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesAmazonIpReputationList");
    private static final String BODY = "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body";

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        if (!deployment.behindEdge()) {
            return;
        }
        Resource acl = deployment.resource("Edge/WebAcl");
        problems.expect(
                acl.text("Scope").equals("CLOUDFRONT")
                        && acl.map("DefaultAction").keySet().equals(Set.of("Allow")),
                "the firewall is not for a distribution, or does not allow by default");
        List<Map<String, Object>> rules = acl.maps("Rules");
        problems.expect(
                rules.stream()
                                .map(rule -> rule.get("Priority").toString())
                                .distinct()
                                .count()
                        == rules.size(),
                "two rules have one priority");
        rules.forEach(rule -> problems.expect(
                "true"
                        .equals(String.valueOf(
                                Template.map(rule.get("VisibilityConfig")).get("CloudWatchMetricsEnabled"))),
                rule.get("Name") + " has no metrics"));
        problems.expect(
                statements(rules, "ManagedRuleGroupStatement").stream()
                        .map(group -> group.get("Name").toString())
                        .collect(Collectors.toSet())
                        .equals(GROUPS),
                "a group of rules is missing");
        problems.expect(
                statements(rules, "RateBasedStatement").stream()
                        .anyMatch(rate -> "IP".equals(rate.get("AggregateKeyType"))
                                && "300".equals(String.valueOf(rate.get("EvaluationWindowSec")))),
                "the requests of one address have no limit");
        mode(deployment, acl, problems);
        bodies(rules, problems);
        log(deployment, problems);
    }

    private static List<Map<String, Object>> statements(List<Map<String, Object>> rules, String kind) {
        return rules.stream()
                .map(rule -> Template.map(rule.get("Statement")))
                .filter(statement -> statement.containsKey(kind))
                .map(statement -> Template.map(statement.get(kind)))
                .toList();
    }

    /** All rules block, or all only count. By default they block. */
    private static void mode(EvaluatedStack deployment, Resource acl, Problems problems) {
        List<Map<String, Object>> rules = acl.maps("Rules");
        long counting = rules.stream()
                .filter(rule -> (rule.containsKey("Action") ? rule.get("Action") : rule.get("OverrideAction"))
                        .toString()
                        .startsWith("{Count="))
                .count();
        problems.expect(
                counting == (deployment.edgeParameter("Firewall").equals("count") ? rules.size() : 0),
                "the firewall blocks where it should count, or counts where it should block");
    }

    /** The common group must not block long bodies itself. A rule does so, except where uploads are allowed. */
    private static void bodies(List<Map<String, Object>> rules, Problems problems) {
        problems.expect(
                statements(rules, "ManagedRuleGroupStatement").stream()
                        .anyMatch(group -> String.valueOf(group.get("RuleActionOverrides"))
                                .equals("[{Name=SizeRestrictions_BODY, ActionToUse={Count={}}}]")),
                "the common group blocks uploads");
        problems.expect(
                rules.stream()
                        .anyMatch(rule -> !rule.get("Statement").toString().contains("ManagedRuleGroup")
                                && rule.get("Statement").toString().contains(BODY)),
                "long bodies are not blocked");
    }

    private static void log(EvaluatedStack deployment, Problems problems) {
        List<Resource> logs = deployment.resources("AWS::WAFv2::LoggingConfiguration");
        problems.expect(
                logs.size() == 1
                        && logs.get(0).text("ResourceArn").equals("Edge/WebAcl.Arn")
                        && logs.get(0)
                                .text("LogDestinationConfigs")
                                .endsWith(":log-group:"
                                        + deployment.resource("Edge/WebAclLog").text("LogGroupName") + "]")
                        && deployment
                                .resource("Edge/WebAclLog")
                                .text("LogGroupName")
                                .startsWith("aws-waf-logs-"),
                "the firewall has no log");
        problems.expect(
                logs.stream()
                        .map(log -> log.text("RedactedFields"))
                        .allMatch(fields -> fields.contains("QueryString")
                                && fields.contains("authorization")
                                && fields.contains("cookie")),
                "the log of the firewall has secrets");
    }
}
