package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Pause;

/** Tries all attempts: a program in each host listens on all tried ports, and then tries all other hosts. */
final class Trial {

    /** In seconds. On a slow machine, dozens of programs start at the same time. */
    private static final int LIMIT = 120;

    private final Path folder;
    private final Map<Host, List<Attempt>> attempts;

    /** @param folder for the plans and the logs of the hosts */
    Trial(Path folder, Map<Host, List<Attempt>> attempts) {
        this.folder = folder;
        this.attempts = attempts;
    }

    /**
     * Tries everything.
     *
     * @param ports the ports on which each host listens
     * @return for each attempt that was answered, the name of the host that answered and the client's address there
     * @throws CommandException if a host's program fails or does not end
     */
    Map<Attempt, String> answers(Map<String, Set<Integer>> ports) {
        Path go = folder.resolve("go");
        attempts.forEach((host, tried) -> start(host, tried, ports, go));
        await("listening");
        write(go, List.of());
        await("done");
        Map<Attempt, String> answers = new HashMap<>();
        attempts.forEach((host, tried) -> {
            Map<String, String> answered = new HashMap<>();
            for (String line : lines(host)) {
                String[] words = line.split(" ");
                if (words[0].equals("answer")) {
                    answered.put(words[1] + " " + words[2] + " " + words[3], words[4] + " " + words[5]);
                }
            }
            tried.stream()
                    .filter(attempt -> answered.containsKey(attempt.target()))
                    .forEach(attempt -> answers.put(attempt, answered.get(attempt.target())));
        });
        return answers;
    }

    private void start(Host host, List<Attempt> tried, Map<String, Set<Integer>> ports, Path go) {
        List<String> plan = new ArrayList<>(List.of(host.name()));
        ports.forEach((protocol, numbers) -> numbers.forEach(port -> plan.add("listen " + protocol + " " + port)));
        tried.forEach(attempt -> plan.add("try " + attempt.target() + (attempt.drawn() ? " open" : " closed")));
        Path file = folder.resolve(host.name() + ".plan");
        write(file, plan);
        Namespaces.inHost(
                        host.name(),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx64m",
                                "-Djava.net.preferIPv4Stack=true",
                                "-cp",
                                classes(),
                                Prober.class.getName(),
                                file.toString(),
                                go.toString(),
                                String.valueOf(ProcessHandle.current().pid())))
                .start(log(host));
    }

    /** The folder of this command's classes. */
    private static String classes() {
        return Path.of(Prober.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private void await(String word) {
        long limit = System.nanoTime() + LIMIT * 1_000_000_000L;
        for (Host host : attempts.keySet()) {
            while (!lines(host).contains(word)) {
                if (System.nanoTime() > limit || lines(host).stream().anyMatch(line -> line.startsWith("Exception"))) {
                    throw new CommandException(
                            "The program in " + host.name() + " fails. Its log:\n" + Log.lastLines(List.of(log(host))));
                }
                Pause.millis(100);
            }
        }
    }

    private Path log(Host host) {
        return folder.resolve(host.name() + ".log");
    }

    private List<String> lines(Host host) {
        try {
            return Files.readAllLines(log(host));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
