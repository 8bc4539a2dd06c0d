package threetier.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** The instances of the web tier and the app tier, and their start. */
final class NodeAssertions implements Assertion {

    private static final int MOST_LINES = 42;

    /** The steps of the user data, in this order. */
    private static final List<String> STEPS = List.of(
            "#!/bin/bash\n",
            "set -euo pipefail\n",
            "finish() {",
            "journalctl --unit",
            "timeout 20 aws logs create-log-stream ",
            "timeout 20 aws logs put-log-events ",
            "/opt/aws/bin/cfn-signal --exit-code \"$status\" --id \"$instance\" --stack ",
            " || true\n",
            "[ \"$status\" = 0 ] || timeout 30 /opt/three-tier/cloudformation/node/launched \"$instance\" ABANDON || true\n",
            "trap finish EXIT\n",
            "exec >\"$log\" 2>&1\n",
            "until timeout 60 aws s3api get-object --bucket artefacts --key ",
            " --expected-bucket-owner 111122223333 /opt/bundle.tar.gz >/dev/null; do [ \"$SECONDS\" -lt 60 ] || {",
            " exit 1; }; sleep 3; done\n",
            "sha256sum --check --quiet <<<\"",
            "tar -xzf /opt/bundle.tar.gz",
            "TEXT\n",
            "timeout --verbose ",
            "/install.sh\n",
            "timeout --verbose ",
            "curl --silent --fail --show-error --max-time 5 --retry",
            "timeout --verbose 240 /opt/three-tier/cloudformation/node/launched \"$instance\" CONTINUE ");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        for (String tier : List.of("Web", "App")) {
            Map<String, Object> data =
                    deployment.resource(tier + "/LaunchTemplate").map("LaunchTemplateData");
            Map<String, Object> metadata = Template.map(data.getOrDefault("MetadataOptions", Map.of()));
            problems.expect(
                    "required".equals(metadata.get("HttpTokens"))
                            && "1".equals(String.valueOf(metadata.get("HttpPutResponseHopLimit"))),
                    tier + ": not IMDSv2 only");
            problems.expect(data.containsKey("IamInstanceProfile"), tier + ": no instance profile");
            problems.expect(
                    data.containsKey("SecurityGroupIds")
                            && !data.containsKey("NetworkInterfaces")
                            && !data.containsKey("KeyName"),
                    tier + ": no security group, or SSH access");
            problems.expect(
                    "true"
                            .equals(String.valueOf(Template.map(data.getOrDefault("Monitoring", Map.of()))
                                    .get("Enabled"))),
                    tier + ": no detailed monitoring");
            List<Object> disks = Template.list(data.getOrDefault("BlockDeviceMappings", List.of()));
            problems.expect(
                    !disks.isEmpty()
                            && disks.stream()
                                    .allMatch(disk -> "true"
                                            .equals(String.valueOf(Template.map(
                                                            Template.map(disk).get("Ebs"))
                                                    .get("Encrypted")))),
                    tier + ": a disk is not encrypted");
            for (String kind : List.of("instance", "volume")) {
                problems.expect(
                        Template.list(data.getOrDefault("TagSpecifications", List.of())).stream()
                                .map(Template::map)
                                .anyMatch(tags -> kind.equals(tags.get("ResourceType"))
                                        && tags.toString()
                                                .contains("Key=role, Value=" + tier.toLowerCase(Locale.ROOT))),
                        tier + ": no role tag on the " + kind);
            }
            problems.expect(
                    data.getOrDefault("TagSpecifications", "")
                            .toString()
                            .matches(".*ResourceType=volume, Tags=\\[\\{Key=three-tier, Value=stack}.*"),
                    tier + ": a volume has no tag of its stack");
            script(tier, userData(deployment, tier), problems);
            problems.expect(
                    userData(deployment, tier).endsWith(" CONTINUE " + targets(deployment, tier) + "\n"),
                    tier + ": a node signals before its own balancers find it healthy");
            group(
                    tier,
                    deployment.resource(tier + "/Nodes"),
                    deployment.parameter("Writes").equals("no"),
                    problems);
            problems.expect(
                    deployment
                            .parameter("MaxInstanceLifetime")
                            .equals(deployment.resource(tier + "/Nodes").text("MaxInstanceLifetime")),
                    tier + ": nodes do not have the chosen lifetime");
        }
    }

    /** The bootstrap script of an instance of this tier. */
    static String userData(EvaluatedStack deployment, String tier) {
        Object data = deployment
                .resource(tier + "/LaunchTemplate")
                .map("LaunchTemplateData")
                .get("UserData");
        return new String(Base64.getDecoder().decode(String.valueOf(data)), StandardCharsets.UTF_8);
    }

    private static void script(String tier, String script, Problems problems) {
        problems.expect(
                script.lines().count() < MOST_LINES,
                tier + ": user data has " + script.lines().count() + " lines");
        int at = 0;
        for (String step : STEPS) {
            int next = script.indexOf(step, at);
            problems.expect(next >= 0, tier + ": user data lacks, or has too early: " + step.trim());
            at = Math.max(at, next);
        }
        problems.expect(
                script.contains(
                        tier.equals("Web") ? "http://127.0.0.1/web-health" : "http://127.0.0.1:8080/health/ready"),
                tier + ": a node does not check its own health");
        problems.expect(script.contains("--stack stack --resource Nodes "), tier + ": the signal is not for the group");
        problems.expect(
                tier.equals("Web") || script.contains("\nAPP_HEAP=$("), tier + ": the heap does not follow the memory");
        String key = script.replaceAll("(?s).* --key (\\S+) .*", "$1");
        problems.expect(
                key.matches("\\w+-[0-9a-f]{64}\\.tar\\.gz")
                        && script.contains("<<<\"" + key.replaceAll("\\w+-|\\..*", "") + "  /opt/bundle.tar.gz\"\n"),
                tier + ": the digest is not the one of the bundle");
        problems.expect(
                key.startsWith(tier.toLowerCase(Locale.ROOT)), tier + ": the bundle is the one of another tier");
        problems.expect(!script.contains("${"), tier + ": user data has an unresolved variable");
    }

    /** @param standby whether the group has the number of nodes of a standby (RegionAssertions) */
    private static void group(String tier, Resource group, boolean standby, Problems problems) {
        Map<String, Object> signal =
                Template.map(Template.map(group.definition().getOrDefault("CreationPolicy", Map.of()))
                        .getOrDefault("ResourceSignal", Map.of()));
        Map<String, Object> update = Template.map(group.definition().getOrDefault("UpdatePolicy", Map.of()));
        Map<String, Object> rolling = Template.map(update.getOrDefault("AutoScalingRollingUpdate", Map.of()));
        problems.expect(
                group.text("DesiredCapacity").equals(String.valueOf(signal.get("Count"))),
                tier + ": not every initial node must signal");
        problems.expect(
                "true".equals(String.valueOf(rolling.get("WaitOnResourceSignals"))),
                tier + ": a rolling update does not wait for signals");
        problems.expect(
                group.text("MinSize").equals(String.valueOf(rolling.get("MinInstancesInService"))),
                tier + ": a rolling update leaves too few nodes");
        problems.expect(
                String.valueOf(rolling.get("SuspendProcesses")).contains("AlarmNotification"),
                tier + ": scaling disturbs a rolling update");
        problems.expect(
                "true"
                        .equals(String.valueOf(Template.map(update.getOrDefault("AutoScalingScheduledAction", Map.of()))
                                .get("IgnoreUnmodifiedGroupSizeProperties"))),
                tier + ": a stack update resets the number of nodes");
        Map<String, Object> replacement = group.map("InstanceMaintenancePolicy");
        problems.expect(
                "100".equals(String.valueOf(replacement.get("MinHealthyPercentage")))
                        && Integer.parseInt(String.valueOf(replacement.get("MaxHealthyPercentage"))) > 100,
                tier + ": a node ends before the one that replaces it is ready");
        problems.expect(
                group.text("HealthCheckType").equals("ELB"), tier + ": the balancer's health checks do not count");
        problems.expect(!group.texts("TargetGroupARNs").isEmpty(), tier + ": the balancer does not know the nodes");
        List<Map<String, Object>> hooks = group.maps("LifecycleHookSpecificationList");
        problems.expect(
                hooks.size() == 1
                        && "ready".equals(hooks.get(0).get("LifecycleHookName"))
                        && "autoscaling:EC2_INSTANCE_LAUNCHING"
                                .equals(hooks.get(0).get("LifecycleTransition"))
                        && "ABANDON".equals(hooks.get(0).get("DefaultResult")),
                tier + ": a node is in service before it is ready");
        problems.expect(
                (standby || Integer.parseInt(group.text("MinSize")) >= 2)
                        && Integer.parseInt(group.text("MinSize")) <= Integer.parseInt(group.text("DesiredCapacity"))
                        && Integer.parseInt(group.text("DesiredCapacity")) < Integer.parseInt(group.text("MaxSize")),
                tier + ": sizes do not ascend from 2");
        problems.expect(
                String.valueOf(group.map("LaunchTemplate").get("Version")).endsWith(".LatestVersionNumber"),
                tier + ": a new launch template starts no rolling update");
    }

    /** The target groups of the balancers in front of a tier. */
    private static String targets(EvaluatedStack deployment, String tier) {
        return (tier.equals("Web") ? deployment.entrances() : List.of(tier))
                .stream().map(stack -> stack + "/Targets").collect(Collectors.joining(" "));
    }
}
