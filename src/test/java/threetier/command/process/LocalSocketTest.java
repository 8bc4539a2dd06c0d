package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LocalSocketTest {

    @TempDir
    private Path folder;

    /** A clone may be in a folder whose path is longer than the address of a socket may be. */
    @Test
    void aSocketFarFromTheRootIsReached() throws Exception {
        Path clone = Files.createDirectories(folder.resolve("a-folder-with-a-long-name/".repeat(5)));
        Path output = folder.resolve("output");
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoInWorkingFolder.class.getName())
                .directory(clone.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(command.waitFor(50, TimeUnit.SECONDS));
        assertEquals("show stat\n", Files.readString(output));
    }

    @Test
    void aSocketElsewhereIsSeenFromTheRoot() {
        Path socket = Path.of("/run/balancer.sock");
        assertEquals(socket, new LocalSocket(socket).seenFrom(Path.of("/srv/clone")));
        assertEquals(Path.of("balancer.sock"), new LocalSocket(socket).seenFrom(Path.of("/run")));
    }

    /** With an absolute path, the address may be too long, because HAProxy also appends a suffix to it. */
    @ParameterizedTest
    @ValueSource(strings = {"alb", "nlb", "inner-alb"})
    void balancersListenInTheirWorkingFolder(String balancer) throws Exception {
        String configuration = Files.readString(Path.of("src/command/haproxy/" + balancer + ".cfg"));
        assertTrue(configuration.contains("stats socket unix@" + balancer + ".sock "), configuration);
    }

    /** A command that runs in its own process, because Java cannot change its working folder after its start. */
    static final class EchoInWorkingFolder {

        private EchoInWorkingFolder() {}

        public static void main(String[] arguments) throws Exception {
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of("balancer.sock"));
                Thread echo = new Thread(() -> answer(server));
                echo.setDaemon(true);
                echo.start();
                System.out.println(
                        new LocalSocket(Path.of("").toAbsolutePath().resolve("balancer.sock")).ask("show stat"));
            }
        }

        private static void answer(ServerSocketChannel server) {
            try (SocketChannel client = server.accept()) {
                ByteBuffer command = ByteBuffer.allocate(100);
                client.read(command);
                client.write(command.flip());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
