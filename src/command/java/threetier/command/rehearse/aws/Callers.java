package threetier.command.rehearse.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** All instances and functions of a deployment that may ask, each with its role from the templates. */
final class Callers {

    private final EvaluatedStack deployment;
    private final PhysicalNames names = new PhysicalNames();
    private final List<Caller> callers = new ArrayList<>();

    /**
     * @param deployment evaluated with {@link PhysicalNames}
     * @param planned for each caller, its {@code instance}, {@code address}, {@code zone} and {@code resource}
     * @throws CommandException if the templates give one of them no role
     */
    Callers(EvaluatedStack deployment, List<Json> planned) {
        this.deployment = deployment;
        planned.forEach(caller -> callers.add(caller(caller)));
    }

    Optional<Caller> at(String address) {
        return first(caller -> caller.address().equals(address));
    }

    Optional<Caller> withKey(String accessKey) {
        return first(caller -> caller.credentials().accessKey().equals(accessKey));
    }

    Optional<Caller> instance(String id) {
        return first(caller -> caller.instance().equals(id));
    }

    /** All instances, without functions. */
    List<Caller> instances() {
        return callers.stream().filter(caller -> !caller.image().isEmpty()).toList();
    }

    private Optional<Caller> first(Predicate<Caller> condition) {
        return callers.stream().filter(condition).findFirst();
    }

    private Caller caller(Json planned) {
        Resource resource = deployment.resource(planned.text("resource"));
        boolean isNode = resource.type().equals("AWS::AutoScaling::AutoScalingGroup");
        Map<String, Object> launch = isNode ? launchData(resource) : Map.of();
        Resource role = isNode ? roleOfNode(resource, launch) : called("AWS::IAM::Role", resource.text("Role"));
        String userData = launch.getOrDefault("UserData", "").toString();
        return new Caller(
                planned.text("instance"),
                planned.text("address"),
                planned.text("zone"),
                resource.id(),
                role.id(),
                names.reference(role.id(), role.type()),
                launch.getOrDefault("InstanceType", "").toString(),
                launch.getOrDefault("ImageId", "").toString(),
                new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8),
                Caller.Credentials.random());
    }

    /** What the launch template of a group says about its instances. */
    Map<String, Object> launchData(Resource group) {
        String template = String.valueOf(group.map("LaunchTemplate").get("LaunchTemplateId"));
        return called("AWS::EC2::LaunchTemplate", template).map("LaunchTemplateData");
    }

    private Resource roleOfNode(Resource group, Map<String, Object> launch) {
        if (!(launch.get("IamInstanceProfile") instanceof Map<?, ?> profile)) {
            throw new CommandException("The launch template of " + group.id() + " has no instance profile.");
        }
        Resource found = called("AWS::IAM::InstanceProfile", String.valueOf(profile.get("Arn")));
        return called("AWS::IAM::Role", found.texts("Roles").get(0));
    }

    private Resource called(String type, String nameOrArn) {
        return deployment.resources(type).stream()
                .filter(resource -> names.reference(resource.id(), type).equals(nameOrArn)
                        || names.attribute(resource.id(), type, "Arn").equals(nameOrArn))
                .findFirst()
                .orElseThrow(() -> new CommandException("The templates declare no " + type + " " + nameOrArn + "."));
    }
}
