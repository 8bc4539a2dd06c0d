package threetier.schema;

import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names a host that does not resolve. A driver only reports that its link failed. */
final class UnknownHost {

    /** Variables of the environment that hold an address. */
    private static final List<String> ADDRESSES = List.of("WRITER_URL", "AUTHORITIES_URL");

    private UnknownHost() {}

    /**
     * Returns the host name that does not resolve and the variable that holds it; for other failures, their own
     * message.
     */
    static String orMessage(Throwable failure, Map<String, String> environment) {
        return in(failure)
                .map(unknown -> ADDRESSES.stream()
                        .flatMap(variable -> host(environment.getOrDefault(variable, ""), unknown)
                                .map(host -> "the host name " + host + " in " + variable
                                        + " does not resolve. Correct it, or the name service of this machine.")
                                .stream())
                        .findFirst()
                        .orElse("a host name does not resolve: " + unknown))
                .orElse(failure.getMessage());
    }

    private static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Returns the unknown host if this address contains it; an address may have several. */
    private static Optional<String> host(String address, String unknown) {
        String hosts = address.replaceFirst("^[^/]*//", "").replaceFirst("[/?].*", "");
        return Arrays.stream(hosts.split("[,:@()=]"))
                .filter(host -> !host.isEmpty()
                        && Arrays.asList(unknown.split("[\\s:]+")).contains(host))
                .findFirst();
    }
}
