package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import threetier.command.process.Node;

/** The TCP sockets of processes, from Linux' {@code /proc}. */
final class Sockets {

    private static final String LISTEN = "0A";

    private Sockets() {}

    /** The listening sockets of this node and its children, as {@code address:port}. */
    static List<String> listening(Node node) {
        Set<String> inodes = new HashSet<>();
        node.processes().forEach(process -> inodes.addAll(inodes(process.pid())));
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(Path.of("/proc/net", table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTEN) && inodes.contains("socket:[" + fields[9] + "]")) {
                    addresses.add(address(fields[1]));
                }
            }
        }
        return addresses;
    }

    private static Set<String> inodes(long pid) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                inodes.add(target(descriptor));
            }
        } catch (IOException gone) {
            // The process no longer exists, so it does not listen
        }
        return inodes;
    }

    /** What a descriptor is open for; empty if it is closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    /** The kernel writes an IPv4 address as a number in this machine's byte order. IPv6 addresses are not converted. */
    private static String address(String hexadecimal) {
        String[] parts = hexadecimal.split(":");
        int port = Integer.parseInt(parts[1], 16);
        if (parts[0].length() > 8) {
            boolean mappedLoopback = parts[0].equals("0000000000000000FFFF00000100007F")
                    || parts[0].equals("00000000000000000000000001000000");
            return (mappedLoopback ? "127.0.0.1" : parts[0]) + ":" + port;
        }
        long number = Long.parseLong(parts[0], 16);
        return (number & 255) + "." + (number >> 8 & 255) + "." + (number >> 16 & 255) + "." + (number >> 24 & 255)
                + ":" + port;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
