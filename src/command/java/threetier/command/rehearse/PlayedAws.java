package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;
import threetier.command.rehearse.aws.AwsStandIn;

/**
 * What stands in for AWS, as a process in the namespace of the internet. Nodes reach it over the declared routes, and
 * its metadata service beside them.
 */
final class PlayedAws {

    private static final int METADATA_PORT = 80;
    private static final int API_PORT = 443;
    /** In milliseconds. */
    private static final int LIMIT = 60_000;

    private static final int STEP = 100;

    private final Path folder;
    private Process process;

    /** @param folder for its files */
    PlayedAws(Path folder) {
        this.folder = Workspace.folder(folder);
    }

    /** The folder that plays the bucket of the artefacts. */
    Path bucket() {
        return folder.resolve("objects/artefacts");
    }

    /** The URL of the APIs. The port is that of HTTPS, because the security groups allow no other. */
    static String endpoint() {
        return "http://" + Hosts.AWS + ":" + API_PORT;
    }

    /** An instance or a function that may ask. */
    static Map<String, String> caller(String instance, Host host, String zone) {
        return Map.of("instance", instance, "address", host.address(), "zone", zone, "resource", host.resource());
    }

    /**
     * Starts it, and waits until it listens. If it runs, it ends first, because the templates have changed.
     *
     * @param templates the folder of the templates
     * @param callers that may ask
     * @param secrets values by ARN, in place of generated ones
     */
    void start(
            Path templates,
            Map<String, String> parameters,
            List<Map<String, String>> callers,
            Map<String, String> secrets) {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("templates", templates.toString());
        plan.put("parameters", parameters);
        plan.put("folder", folder.toString());
        plan.put("callers", callers);
        plan.put("secrets", secrets);
        plan.put("metadata", Map.of("address", Hosts.AWS, "port", String.valueOf(METADATA_PORT)));
        plan.put("apis", Map.of("address", Hosts.AWS, "port", String.valueOf(API_PORT)));
        Path log = folder.resolve("aws.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                AwsStandIn.class.getName(),
                String.valueOf(ProcessHandle.current().pid()));
        process = Namespaces.inHost(Hosts.INTERNET, command)
                .reading(Json.of(plan))
                .start(log);
        for (int waited = 0; !Log.text(log, 0).contains("listening "); waited += STEP) {
            if (!process.isAlive() || waited > LIMIT) {
                throw new CommandException(
                        "What stands in for AWS does not start. Its log ends with:\n" + Log.lastLines(List.of(log)));
            }
            Pause.millis(STEP);
        }
    }

    /** What it has answered of a kind, like {@code signal}, in order. */
    List<Json> events(String kind) {
        Path file = folder.resolve("events");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(Json::parse)
                            .filter(event -> event.text("kind").equals(kind))
                            .toList()
                    : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells it of an instance that may ask from now on. */
    void add(Map<String, String> caller) {
        try {
            Files.writeString(
                    folder.resolve("callers"),
                    Json.of(caller) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Tells it the health of the targets, as lines {@code TARGET_GROUP INSTANCE STATE}. */
    void targets(List<String> states) {
        try {
            Path part = folder.resolve("target-health.part");
            Files.write(part, states);
            Files.move(part, folder.resolve("target-health"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
