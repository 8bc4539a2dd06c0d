package threetier.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** What arrives on a connection, to be passed on later. */
final class DelayLine {

    private static final int CHUNKS = 10_000;

    /** @param bytes empty at the end of the input */
    private record Chunk(long due, byte[] bytes, IOException failure) {}

    private final InputStream in;
    private final byte[] buffer;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(CHUNKS);

    DelayLine(InputStream in, int size) {
        this.in = in;
        buffer = new byte[size];
    }

    /** Reads to the end, or until reading fails. */
    void read(Supplier<Duration> latency) {
        try {
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    put(latency, Arrays.copyOf(buffer, read), null);
                }
                put(latency, new byte[0], null);
            } catch (IOException failure) {
                put(latency, new byte[0], failure);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Supplier<Duration> latency, byte[] bytes, IOException failure) throws InterruptedException {
        chunks.put(new Chunk(System.nanoTime() + latency.get().toNanos(), bytes, failure));
    }

    /**
     * The next chunk, as soon as it is due; empty at the end.
     *
     * @throws IOException if reading failed
     */
    byte[] next() throws IOException, InterruptedException {
        Chunk chunk = chunks.take();
        // Rounded up, so that nothing is early
        long millis = (chunk.due() - System.nanoTime() + 999_999) / 1_000_000;
        if (millis > 0) {
            Thread.sleep(millis);
        }
        if (chunk.failure() != null) {
            throw chunk.failure();
        }
        return chunk.bytes();
    }
}
