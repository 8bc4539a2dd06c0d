package threetier.command.rehearse.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * EC2, as far as a cluster of app nodes asks: the addresses of the instances with certain tags. An instance has the
 * tags of its launch template and of its group, and that of the stack, which {@code deploy} sets.
 */
final class DescribedInstances implements AwsApi {

    static final String SERVICE = "ec2";
    private static final String TAG = "tag:";

    private final EvaluatedStack deployment;
    private final Callers callers;

    DescribedInstances(EvaluatedStack deployment, Callers callers) {
        this.deployment = deployment;
        this.callers = callers;
    }

    @Override
    public String resource(ApiCall call) {
        return "*";
    }

    @Override
    public Object answer(ApiCall call) {
        if (!call.operation().equals("DescribeInstances")) {
            throw AwsApi.notPlayed(call);
        }
        Map<String, List<String>> filters = filters(call);
        List<Map<String, Object>> reservations = new ArrayList<>();
        for (Caller instance : callers.instances()) {
            Map<String, String> fields = fields(instance);
            if (filters.entrySet().stream()
                    .allMatch(filter -> filter.getValue().contains(fields.get(filter.getKey())))) {
                reservations.add(Map.of("instancesSet", List.of(described(instance, fields))));
            }
        }
        return Map.of("reservationSet", reservations);
    }

    /** The allowed values by the name of each filter. */
    private static Map<String, List<String>> filters(ApiCall call) {
        Map<String, List<String>> filters = new TreeMap<>();
        for (int i = 1; !call.text("Filter." + i + ".Name").isEmpty(); i++) {
            String name = call.text("Filter." + i + ".Name");
            if (!name.startsWith(TAG) && !name.equals("instance-state-name")) {
                throw AwsApi.notPlayed(call);
            }
            List<String> values = new ArrayList<>();
            for (int j = 1; !call.text("Filter." + i + ".Value." + j).isEmpty(); j++) {
                values.add(call.text("Filter." + i + ".Value." + j));
            }
            filters.put(name, values);
        }
        return filters;
    }

    private static Map<String, Object> described(Caller instance, Map<String, String> fields) {
        List<Map<String, String>> tags = fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(TAG))
                .map(field -> Map.of("key", field.getKey().substring(TAG.length()), "value", field.getValue()))
                .toList();
        return Map.of(
                "instanceId",
                instance.instance(),
                "instanceState",
                Map.of("code", "16", "name", fields.get("instance-state-name")),
                "privateIpAddress",
                instance.address(),
                "placement",
                Map.of("availabilityZone", instance.zone()),
                "tagSet",
                tags);
    }

    /** What filters can ask for. */
    private Map<String, String> fields(Caller instance) {
        Map<String, String> fields = new TreeMap<>(Map.of("instance-state-name", "running"));
        fields.put(TAG + "three-tier", new PhysicalNames().stack(""));
        Resource group = deployment.resource(instance.resource());
        List<Map<String, Object>> tags = new ArrayList<>(group.maps("Tags"));
        Template.list(callers.launchData(group).getOrDefault("TagSpecifications", List.of())).stream()
                .map(Template::map)
                .filter(specification -> "instance".equals(specification.get("ResourceType")))
                .flatMap(specification -> Template.list(specification.get("Tags")).stream())
                .map(Template::map)
                .forEach(tags::add);
        tags.forEach(tag -> fields.put(TAG + tag.get("Key"), String.valueOf(tag.get("Value"))));
        return fields;
    }
}
