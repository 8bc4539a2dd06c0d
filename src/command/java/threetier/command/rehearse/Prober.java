package threetier.command.rehearse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The program that runs in each host. It listens on all tried ports and answers with its name and the client's address.
 * When all hosts listen, it tries all other hosts at the same time, and prints who answered. It needs only the JDK.
 */
final class Prober {

    /** In milliseconds. A connection that should not be possible has this time to succeed. */
    private static final int SHORTEST = 2_500;
    /** In milliseconds. A connection that must be possible has this time to succeed. */
    private static final int LONGEST = 15_000;

    /** In milliseconds. After each answer, a connection that should not be possible has this time again. */
    private static final int QUIET = 1_000;

    private static final int TICK = 100;

    private final Selector selector = Selector.open();
    private final String name;
    private final List<String[]> tries = new ArrayList<>();
    private final Set<String> waiting = new HashSet<>();
    private final TreeMap<String, String> answers = new TreeMap<>();
    private long noted;

    /** @param plan its first line is the host's name; the others are {@code listen …} and {@code try …} */
    private Prober(List<String> plan) throws IOException {
        name = plan.get(0);
        for (String line : plan.subList(1, plan.size())) {
            String[] words = line.split(" ");
            if (words[0].equals("listen")) {
                listen(words[1], Integer.parseInt(words[2]));
            } else {
                tries.add(words);
            }
        }
    }

    /** @param arguments the plan, the file that starts the tries, and the process with which this one ends */
    public static void main(String[] arguments) throws IOException {
        Prober prober = new Prober(Files.readAllLines(Path.of(arguments[0])));
        System.out.println("listening");
        Path go = Path.of(arguments[1]);
        long parent = Long.parseLong(arguments[2]);
        long start = 0;
        boolean done = false;
        while (ProcessHandle.of(parent).isPresent()) {
            prober.serve();
            if (start == 0 && Files.exists(go)) {
                start = System.nanoTime();
                prober.begin();
            }
            long passed = (System.nanoTime() - start) / 1_000_000;
            boolean answered = prober.waiting.isEmpty() && System.nanoTime() - prober.noted > QUIET * 1_000_000L;
            if (start != 0 && !done && (passed > LONGEST || passed > SHORTEST && answered)) {
                done = true;
                prober.answers.forEach((tried, answer) -> System.out.println("answer " + tried + " " + answer));
                System.out.println("done");
            }
        }
    }

    private void listen(String protocol, int port) throws IOException {
        if (protocol.equals("tcp")) {
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress("0.0.0.0", port), 500);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } else {
            DatagramChannel server = DatagramChannel.open().bind(new InetSocketAddress("0.0.0.0", port));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_READ);
        }
    }

    private void begin() {
        for (String[] words : tries) {
            String tried = words[1] + " " + words[2] + " " + words[3];
            if (words[4].equals("open")) {
                waiting.add(tried);
            }
            try {
                InetSocketAddress address = new InetSocketAddress(words[2], Integer.parseInt(words[3]));
                if (words[1].equals("tcp")) {
                    SocketChannel client = SocketChannel.open();
                    client.configureBlocking(false);
                    client.connect(address);
                    client.register(selector, SelectionKey.OP_CONNECT, tried);
                } else {
                    DatagramChannel client = DatagramChannel.open().connect(address);
                    client.configureBlocking(false);
                    client.register(selector, SelectionKey.OP_READ, tried);
                    client.write(ByteBuffer.wrap(new byte[1]));
                }
            } catch (IOException refused) {
                // No answer: the firewall of this host, or no route
            }
        }
    }

    private void serve() throws IOException {
        selector.select(TICK);
        for (SelectionKey key : selector.selectedKeys()) {
            try {
                serve(key);
            } catch (IOException refused) {
                key.channel().close();
            }
        }
        selector.selectedKeys().clear();
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.channel() instanceof ServerSocketChannel server) {
            try (SocketChannel client = server.accept()) {
                if (client != null) {
                    client.write(text((InetSocketAddress) client.getRemoteAddress()));
                }
            }
        } else if (key.channel() instanceof SocketChannel client) {
            if (key.isConnectable()) {
                client.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
            } else {
                ByteBuffer answer = ByteBuffer.allocate(200);
                if (client.read(answer) > 0) {
                    note(key, answer);
                }
                client.close();
            }
        } else if (key.channel() instanceof DatagramChannel channel) {
            ByteBuffer packet = ByteBuffer.allocate(200);
            InetSocketAddress from = (InetSocketAddress) channel.receive(packet);
            if (key.attachment() != null) {
                note(key, packet);
            } else if (from != null) {
                channel.send(text(from), from);
            }
        }
    }

    private void note(SelectionKey key, ByteBuffer answer) {
        String tried = key.attachment().toString();
        noted = System.nanoTime();
        waiting.remove(tried);
        answers.put(tried, new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8));
    }

    private ByteBuffer text(InetSocketAddress client) {
        return ByteBuffer.wrap((name + " " + client.getAddress().getHostAddress()).getBytes(StandardCharsets.UTF_8));
    }
}
