package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threetier.command.template.EvaluatedStack;

/**
 * Elastic Load Balancing, as far as a new instance asks: its health. The balancers' side writes the health to a file,
 * with a line {@code TARGET_GROUP INSTANCE STATE} for each registered target.
 */
final class BalancedTargets implements AwsApi {

    private final List<String> groups;
    private final Path file;

    BalancedTargets(EvaluatedStack deployment, Path file) {
        this.file = file;
        groups = deployment.resources("AWS::ElasticLoadBalancingV2::TargetGroup").stream()
                .map(group -> new PhysicalNames().reference(group.id(), group.type()))
                .toList();
    }

    @Override
    public String resource(ApiCall call) {
        return "*";
    }

    @Override
    public Object answer(ApiCall call) {
        if (!call.operation().equals("DescribeTargetHealth")) {
            throw AwsApi.notPlayed(call);
        }
        String group = call.text("TargetGroupArn");
        if (!groups.contains(group)) {
            throw new ApiError("TargetGroupNotFound", ApiError.BAD_REQUEST, "Target groups '" + group + "' not found");
        }
        Map<String, String> states = states(group);
        List<String> asked = call.items("Targets", "\\.Id");
        List<Map<String, Object>> descriptions = new ArrayList<>();
        for (String id : asked.isEmpty() ? states.keySet() : asked) {
            Map<String, Object> health = states.containsKey(id)
                    ? Map.of("State", states.get(id))
                    : Map.of("State", "unused", "Reason", "Target.NotRegistered");
            descriptions.add(Map.of("Target", Map.of("Id", id), "TargetHealth", health));
        }
        return Map.of("TargetHealthDescriptions", descriptions);
    }

    private Map<String, String> states(String group) {
        Map<String, String> states = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] words = line.split(" ");
                if (words[0].equals(group)) {
                    states.put(words[1], words[2]);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return states;
    }
}
