package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import threetier.command.json.Json;
import threetier.command.process.LogLine;
import threetier.command.process.Program;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * What is found in a rehearsal that has failed, beside the message of the failure: what AWS has refused, what the
 * balancers' health checks get, who has no way out, which node has too little memory, and what the services have
 * logged.
 *
 * @param deployment evaluated with the ids of resources
 * @param network it must still stand, with its programs
 * @param home the folder of the rehearsal
 */
record Diagnosis(EvaluatedStack deployment, PlayedNetwork network, Path home) {

    private static final int FAILED_CALLS = 3;
    private static final int LOG_LINES = 8;
    private static final int LONGEST = 400;

    /** A line per finding, after an introduction; empty if nothing is found. */
    String text() {
        List<String> findings = new ArrayList<>(refusals());
        findings.addAll(new BalancerFindings(deployment, network).lines());
        findings.addAll(new WaysOut(network).closed());
        findings.addAll(memory());
        findings.addAll(writers());
        findings.addAll(logs());
        return findings.isEmpty() ? "" : "\nWhat was found:\n  " + String.join("\n  ", findings);
    }

    private List<String> refusals() {
        PlayedAws aws = new PlayedAws(home.resolve("aws"));
        List<String> lines = new ArrayList<>(aws.events("refused").stream()
                .map(event -> event.text("role") + " may not " + event.text("action") + " " + event.text("resource")
                        + ": " + event.text("cause"))
                .distinct()
                .toList());
        List<String> failed = aws.events("failed").stream()
                .map(Diagnosis::failedCall)
                .distinct()
                .toList();
        lines.addAll(failed.subList(Math.max(0, failed.size() - FAILED_CALLS), failed.size()));
        return lines;
    }

    private static String failedCall(Json event) {
        return "AWS answers " + event.text("code") + " to " + event.text("call") + ": " + event.text("message");
    }

    /** The nodes of which the kernel has ended a process. */
    private List<String> memory() {
        return network.hosts().stream()
                .filter(host -> NodeRemains.killed(Namespaces.PREFIX + host.name()))
                .map(host -> host.name() + " has too little memory: the kernel has ended one of its processes, because"
                        + " together they need more than the node has")
                .toList();
    }

    /** The app nodes whose URL of the writer leads to a reader. */
    private List<String> writers() {
        List<String> names =
                new NameTable(deployment, network.hosts()).text().lines().toList();
        List<Resource> servers = deployment.resources("AWS::RDS::DBInstance");
        List<String> lines = new ArrayList<>();
        for (Host node : network.hosts()) {
            Path settings = folder(node).resolve("upper/etc/three-tier/app.env");
            String url = Files.exists(settings)
                    ? NodeRoot.read(settings)
                            .lines()
                            .filter(line -> line.startsWith("WRITER_URL=jdbc:mysql://"))
                            .findFirst()
                            .orElse("")
                    : "";
            network.hosts().stream()
                    .filter(host -> servers.stream()
                            .skip(1)
                            .anyMatch(reader -> host.resource().equals(reader.id())))
                    .filter(host -> names.contains(host.address() + " " + url.replaceFirst("^.*//([^:/]*).*$", "$1")))
                    .forEach(reader ->
                            lines.add("WRITER_URL of " + node.name() + " leads to " + reader.name() + ", a reader"));
        }
        return lines;
    }

    /** The last warnings and errors of the services of each node. */
    private List<String> logs() {
        List<String> lines = new ArrayList<>();
        for (Host host : network.hosts()) {
            Path journal = folder(host).resolve("upper/var/log/journal");
            if (Files.exists(journal)) {
                List<String> logged = warnings(journal);
                logged.subList(Math.max(0, logged.size() - LOG_LINES), logged.size())
                        .forEach(line -> lines.add(host.name() + " | " + line));
            }
        }
        return lines;
    }

    /** The folder of the newest node at a host. The nodes of played groups have the instance's id in its name. */
    private Path folder(Host host) {
        Path nodes = home.resolve("nodes");
        if (!Files.exists(nodes)) {
            return nodes;
        }
        try (Stream<Path> folders = Files.list(nodes)) {
            return folders.filter(folder -> folder.getFileName().toString().matches(host.name() + "(\\..*)?"))
                    .max(Comparator.comparingLong(folder -> folder.toFile().lastModified()))
                    .orElse(nodes.resolve(host.name()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> warnings(Path journal) {
        try (Stream<Path> folders = Files.list(journal)) {
            return folders.sorted(Comparator.naturalOrder())
                    .flatMap(folder -> new Program(
                                    "journalctl",
                                    "--directory",
                                    folder.toString(),
                                    "--unit",
                                    "three-tier-*",
                                    "--output",
                                    "cat",
                                    "--no-pager")
                            .result()
                            .output()
                            .lines())
                    .map(line -> LogLine.of(line).readable())
                    .filter(line -> line.contains("WARN") || line.contains("SEVERE") || line.contains("error"))
                    .map(line -> line.substring(0, Math.min(LONGEST, line.length())))
                    .distinct()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
