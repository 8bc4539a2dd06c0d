package threetier.drill;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that send the headers of a request a byte at a time; one that is closed is opened again. */
final class Dribble implements Closeable {

    private final InetSocketAddress server;
    private final List<SocketChannel> channels = new ArrayList<>();
    private int putOut;

    /** @throws IOException when this process may not have so many */
    Dribble(int port, int number) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < number; i++) {
            channels.add(open());
        }
    }

    /** A byte on each connection. */
    void round() throws IOException {
        for (int i = 0; i < channels.size(); i++) {
            if (!alive(channels.get(i))) {
                putOut++;
                channels.get(i).close();
                channels.set(i, open());
            }
        }
    }

    /** How many the server has closed so far. */
    int putOut() {
        return putOut;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(server);
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
            // Whatever is answered, a request that never ends can only be refused
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
