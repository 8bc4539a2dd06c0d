package threetier.command.rehearse;

import java.util.List;
import java.util.Set;

/** Tries whether nodes and functions reach the repository of packages in the internet, at the port of HTTPS. */
record WaysOut(PlayedNetwork network) {

    private static final Set<String> MEMBERS = Set.of("web", "app", "function");
    private static final int PORT = 443;

    /** A line with the cause for each host that does not reach it. */
    List<String> closed() {
        Host internet = network.hosts().stream()
                .filter(host -> host.member().equals(Hosts.INTERNET))
                .findFirst()
                .orElseThrow();
        return network.hosts().stream()
                .filter(host -> MEMBERS.contains(host.member()) && !reaches(host))
                .map(host -> host.name() + " has no way to " + NameTable.PACKAGES + " at port " + PORT + ": "
                        + new Cause(network).ofDrop(new Attempt(host, internet, "tcp", PORT, true)))
                .toList();
    }

    /** Whether anybody answers, even if it is with a refusal. */
    private static boolean reaches(Host host) {
        var result = Namespaces.inHost(
                        host.name(),
                        List.of("timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/" + Hosts.SITES + "/" + PORT))
                .with("LC_ALL", "C")
                .result();
        return result.status() == 0 || result.errors().contains("refused");
    }
}
