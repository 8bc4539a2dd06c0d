package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.template.PseudoParameters;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A function of Lambda: its declared handler runs in a container in the namespace of one of its network interfaces.
 *
 * @param host the network interface
 * @param function evaluated with the names that AWS gives
 * @param folder for its files
 */
record PlayedFunction(Host host, Resource function, Path folder) {

    private static final String JAVA = "/usr/lib/jvm/java-17-openjdk-amd64/bin/";
    private static final int PERCENT = 100;
    private static final String RUNTIME = "var/runtime/";

    /** The id by which the metadata service knows it. */
    String id() {
        return host.name();
    }

    /**
     * Runs the handler with a request to create a custom resource.
     *
     * @param root the root and what it trusts
     * @param code the jar of the function
     * @param resource the custom resource
     * @throws CommandException if the handler fails; the message has its answer
     */
    void create(NodeRoot root, Path code, Resource resource) {
        NodeRoot.Layer layer = root.layer(Workspace.folder(folder));
        layer.copy("var/task/function.jar", code);
        String program = HandlerRun.class.getName().replace('.', '/');
        try (var classes = Files.list(classes().resolve(program).getParent())) {
            classes.filter(file -> file.getFileName().toString().startsWith("HandlerRun"))
                    .forEach(
                            file -> layer.copy(RUNTIME + program.replace("HandlerRun", "") + file.getFileName(), file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        StringBuilder environment = new StringBuilder(
                "AWS_REGION=" + PseudoParameters.REGION + "\nAWS_ENDPOINT_URL=" + PlayedAws.endpoint() + "\n");
        Template.map(function.map("Environment").getOrDefault("Variables", Map.of()))
                .forEach((name, value) -> environment.append(name + "=" + value + "\n"));
        layer.write("var/runtime/environment", environment.toString(), false);
        layer.write(
                "var/runtime/run",
                """
                #!/bin/bash
                set -euo pipefail
                while IFS= read -r line; do export "$line"; done </var/runtime/environment
                %1$skeytool -importcert -noprompt -cacerts -storepass changeit -alias rehearsal -file /etc/authority.pem 2>/dev/null
                exec %1$sjava -cp /var/task/function.jar:/var/runtime %2$s %3$s %4$s </var/runtime/properties
                """.formatted(JAVA, HandlerRun.class.getName(), function.text("Handler"), function.text("Timeout")),
                true);
        layer.write("var/runtime/properties", properties(resource), false);
        Path log = folder.resolve("function.log");
        int status = new Program(
                        layer.command(host, Integer.parseInt(function.text("MemorySize")), PERCENT, "/var/runtime/run"))
                .status(log);
        if (status != 0) {
            throw new CommandException(resource.id() + ": the function " + function.id()
                    + " fails. Its log ends with:\n" + Log.lastLines(List.of(log)));
        }
    }

    private static String properties(Resource resource) {
        List<String> lines = new ArrayList<>();
        resource.properties().forEach((name, value) -> lines.add(name + "=" + value));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Path classes() {
        return Path.of(HandlerRun.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
