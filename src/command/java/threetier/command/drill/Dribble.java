package threetier.command.drill;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that send request headers one byte at a time. A connection that a server closes is reopened. */
final class Dribble implements Closeable {

    private final List<Integer> ports;
    private final List<SocketChannel> channels = new ArrayList<>();
    private int putOut;

    /**
     * Opens the connections.
     *
     * @param each the number of connections per port
     * @throws IOException if the limit of open files is too low
     */
    Dribble(List<Integer> ports, int each) throws IOException {
        this.ports = ports;
        for (int i = 0; i < each * ports.size(); i++) {
            channels.add(open(i));
        }
    }

    /** Sends one byte on each connection. */
    void round() throws IOException {
        for (int i = 0; i < channels.size(); i++) {
            if (!alive(channels.get(i))) {
                putOut++;
                channels.get(i).close();
                channels.set(i, open(i));
            }
        }
    }

    /** The number of connections closed by the servers so far. */
    int putOut() {
        return putOut;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private SocketChannel open(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(number % ports.size())));
        return channel;
    }

    private static boolean alive(SocketChannel channel) {
        try {
            if (channel.isConnectionPending()) {
                if (channel.finishConnect()) {
                    send(channel, "GET /read HTTP/1.1\r\nHost: slow\r\nX-Slow: ");
                }
                return true;
            }
            // Any response must be a refusal, because the request never ends
            if (channel.read(ByteBuffer.allocate(4_096)) != 0) {
                return false;
            }
            send(channel, "a");
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
