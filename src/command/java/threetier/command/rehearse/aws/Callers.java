package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** All instances and functions of a deployment that may ask, each with its role from the templates. */
final class Callers {

    private final EvaluatedStack deployment;
    private final PhysicalNames names = new PhysicalNames();
    private final List<Caller> callers = new CopyOnWriteArrayList<>();
    private final Path file;
    private int read;

    /**
     * @param deployment evaluated with {@link PhysicalNames}
     * @param planned for each caller, its {@code instance}, {@code address}, {@code zone} and {@code resource}
     * @param file gets such callers later, one on each line; it may not exist
     * @throws CommandException if the templates give one of them no role
     */
    Callers(EvaluatedStack deployment, List<Json> planned, Path file) {
        this.deployment = deployment;
        this.file = file;
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

    /** All instances, without functions; of those that had the same address, the newest. */
    List<Caller> instances() {
        readLater();
        Map<String, Caller> newest = new LinkedHashMap<>();
        callers.stream()
                .filter(caller -> !caller.image().isEmpty())
                .forEach(caller -> newest.put(caller.address(), caller));
        return List.copyOf(newest.values());
    }

    /** The newest one, because an address is given again when its instance has gone. */
    private Optional<Caller> first(Predicate<Caller> condition) {
        readLater();
        return callers.stream().filter(condition).reduce((earlier, later) -> later);
    }

    private synchronized void readLater() {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            lines.stream().skip(read).forEach(line -> callers.add(caller(Json.parse(line))));
            read = lines.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
