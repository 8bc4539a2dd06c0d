package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

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
}
