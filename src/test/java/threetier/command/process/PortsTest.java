package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.error.CommandException;

class PortsTest {

    @Test
    void aPortInUseIsNotFree() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFalse(Ports.isFree(socket.getLocalPort()));
        }
    }

    @Test
    void noPortIsGivenTwice() {
        int first = Ports.free();
        assertTrue(Ports.isFree(first));
        assertNotEquals(first, Ports.free());
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            assertEquals(
                    "Port " + port + " is taken by another program. Choose another one: ./three-tier up --port "
                            + (port + 1),
                    assertThrows(CommandException.class, () -> Ports.require(port))
                            .getMessage());
        }
    }

    /** The operating system gives the same error for a port that needs root and for a port that is in use. */
    @ParameterizedTest
    @CsvSource({
        "80, false, 1024, Port 80 needs root: other users may use ports from 1024 on. Choose another one: ./three-tier up --port 8080",
        "80, true, 1024, Port 80 is taken by another program. Choose another one: ./three-tier up --port 8080",
        "80, false, 80, Port 80 is taken by another program. Choose another one: ./three-tier up --port 81",
        "65535, true, 1024, Port 65535 is taken by another program. Choose another one: ./three-tier up --port 65534",
    })
    void aPortThatOnlyRootMayHaveIsNotSaidToBeTaken(int port, boolean answered, int first, String said) {
        assertEquals(said, Ports.refusal(port, answered, first));
    }

    /** Linux returns such a setting only to a program that reads all of it in one call. */
    @Test
    void theLowestPortThatNeedsNoRootIsTheSystems() {
        String setting = new Program("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start").output();
        assertEquals(setting, Integer.toString(Ports.firstUnprivileged()));
    }
}
