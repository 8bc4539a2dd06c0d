package threetier.schema;

import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the name of a host that does not resolve, for an error message. The database driver's own message only says
 * that the connection has failed.
 */
final class UnknownHost {

    /** Environment variables that contain an address. */
    private static final List<String> ADDRESSES = List.of("WRITER_URL", "AUTHORITIES_URL");

    private UnknownHost() {}

    /**
     * Returns a message with the host name that does not resolve, and the environment variable that contains it. For
     * any other failure, returns the failure's own message.
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

    /** Returns the unknown host if this address contains it. An address may contain several hosts. */
    private static Optional<String> host(String address, String unknown) {
        String hosts = address.replaceFirst("^[^/]*//", "").replaceFirst("[/?].*", "");
        return Arrays.stream(hosts.split("[,:@()=]"))
                .filter(host -> !host.isEmpty()
                        && Arrays.asList(unknown.split("[\\s:]+")).contains(host))
                .findFirst();
    }
}
