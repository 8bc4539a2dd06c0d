package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what was tried with the drawing. */
final class Comparison {

    private final PlayedNetwork network;
    private final Cause cause;
    private final List<Attempt> attempts;
    private final Map<Attempt, String> answers;

    /** @param answers for each answered attempt, the name of the host that answered and the client's address there */
    Comparison(PlayedNetwork network, List<Attempt> attempts, Map<Attempt, String> answers) {
        this.network = network;
        cause = new Cause(network);
        this.attempts = attempts;
        this.answers = answers;
    }

    /** A line per difference and cause, with the number of attempts; empty if all is as drawn. */
    List<String> differences() {
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            String difference = difference(attempt);
            if (!difference.isEmpty()) {
                counts.computeIfAbsent(attempt.arrow() + ": " + difference, line -> new int[1])[0]++;
            }
        }
        List<String> lines = new ArrayList<>();
        counts.forEach((line, count) -> lines.add(line + " (" + count[0] + (count[0] == 1 ? " try)" : " tries)")));
        return lines;
    }

    private String difference(Attempt attempt) {
        String answer = answers.get(attempt);
        if (answer == null) {
            return attempt.drawn() ? "drawn, but dropped: " + cause.ofDrop(attempt) : "";
        }
        if (!attempt.drawn()) {
            return "connects, but is not drawn: " + cause.ofConnection(attempt);
        }
        String[] words = answer.split(" ");
        if (!words[0].equals(attempt.to().name())) {
            return words[0] + " answers instead of " + attempt.to().name();
        }
        boolean out = attempt.to().member().equals(Hosts.INTERNET);
        return out && !network.publicAddressesOfGateways().contains(words[1])
                ? "arrives from " + words[1] + ", which is no NAT gateway's address"
                : "";
    }

    /** A line per pair of members: what connects, and how much was tried. */
    List<String> table() {
        Map<String, List<Attempt>> pairs = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            pairs.computeIfAbsent(
                            "%-11s %-11s"
                                    .formatted(
                                            attempt.from().member(),
                                            attempt.to().member()),
                            pair -> new ArrayList<>())
                    .add(attempt);
        }
        List<String> lines = new ArrayList<>();
        lines.add("%-11s %-11s %-24s %7s %7s".formatted("from", "to", "connects", "dropped", "tried"));
        pairs.forEach((pair, tried) -> {
            long open = tried.stream().filter(answers::containsKey).count();
            lines.add("%s %-24s %7d %7d".formatted(pair, open(tried), tried.size() - open, tried.size()));
        });
        return lines;
    }

    private String open(List<Attempt> tried) {
        Map<String, Integer> ports = new TreeMap<>();
        tried.stream().filter(answers::containsKey).forEach(attempt -> ports.merge(attempt.label(), 1, Integer::sum));
        return ports.isEmpty()
                ? "–"
                : ports.entrySet().stream()
                        .map(port -> port.getKey() + " (" + port.getValue() + "×)")
                        .collect(Collectors.joining(", "));
    }
}
