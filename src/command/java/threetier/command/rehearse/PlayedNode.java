package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Program;

/**
 * A node with a systemd of its own. It runs in its host's network namespace and runs the declared user data. The files
 * that it writes are in a layer of its own over the image that all nodes share.
 *
 * @param host the host that it plays
 * @param instance the id of the instance
 * @param zone its availability zone
 * @param type the size of its instance type
 * @param userData the script that it runs at its start
 * @param folder for its files
 */
record PlayedNode(Host host, String instance, String zone, InstanceType type, String userData, Path folder) {

    private static final int PERCENT = 100;
    private static final int ID_LENGTH = 17;
    private static final int STEP = 500;
    private static final List<String> PROGRAMS = List.of("amazon-cloudwatch-agent-ctl", "aws", "cloud-init", "dnf");

    /** The id of the instance that a host plays; the same in each rehearsal. */
    static String instance(Host host) {
        return "i-"
                + UUID.nameUUIDFromBytes(host.name().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, ID_LENGTH);
    }

    /**
     * Boots the node.
     *
     * @param root what it has in common with other nodes
     * @param endpoint the URL of what stands in for AWS
     * @return its process; the node ends with it, and shuts down in order when the process gets SIGTERM
     */
    Process boot(NodeRoot root, String endpoint) {
        NodeRoot.Layer layer = root.layer(folder);
        layer.write("etc/hosts", root.names() + ownName(), false);
        PROGRAMS.forEach(program -> layer.write("usr/local/bin/" + program, script(program), true));
        layer.write("opt/aws/bin/cfn-signal", script("cfn-signal"), true);
        layer.write("etc/systemd/system/cloud-final.service", script("cloud-final.service"), false);
        layer.link("etc/systemd/system/multi-user.target.wants/cloud-final.service", "../cloud-final.service");
        layer.write("etc/aws-endpoint", endpoint + "\n", false);
        layer.write("var/lib/cloud/data/instance-id", instance + "\n", false);
        layer.write("var/lib/cloud/data/availability-zone", zone + "\n", false);
        layer.write("var/lib/cloud/instance/scripts/part-001", userData, true);
        return new Program(layer.command(host, type.memory(), (int) Math.round(type.processors() * PERCENT)))
                .start(console());
    }

    private static String script(String name) {
        return NodeRoot.read(NodeRoot.SCRIPTS.resolve("node").resolve(name));
    }

    /** The line of its own name in {@code /etc/hosts}. */
    String ownName() {
        return host.address() + " " + host.name() + "\n";
    }

    /** Whether the user data has ended. */
    boolean hasEnded() {
        return Files.exists(layer("var/lib/cloud/data/status"));
    }

    /** The last lines of its log: that of the user data or, if there is none, that of the system. Keeps the log. */
    String lastLines() {
        Path log = layer("var/log/three-tier-bootstrap.log");
        if (!Files.exists(log)) {
            return Log.lastLines(List.of(console()));
        }
        try {
            Path kept = folder.resolve("bootstrap.log");
            Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
            return Log.lastLines(List.of(kept));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The failure of this node, with the end of its log. */
    CommandException failed(String what) {
        // The node still writes its log
        Pause.millis(STEP);
        return new CommandException(host.resource() + ": the node " + host.name() + " (" + instance + ") " + what
                + ". Its log ends with:\n" + lastLines());
    }

    /** The output of the system. */
    private Path console() {
        return folder.resolve("console.log");
    }

    /** A file that the node has written. */
    Path layer(String path) {
        return folder.resolve("upper").resolve(path);
    }
}
