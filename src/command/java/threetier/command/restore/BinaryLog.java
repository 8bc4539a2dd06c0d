package threetier.command.restore;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import threetier.command.error.CommandException;

/**
 * A file of a MariaDB binary log, version 4. The file has a sequence of events. Each has a header of 19 bytes: time in
 * seconds since 1970 (4 bytes), type (1), server id (4), length (4), position of the next event (4), flags (2), all
 * with the lowest byte first.
 *
 * @see <a href="https://mariadb.com/kb/en/2-binlog-event-header/">the format</a>
 */
record BinaryLog(Path file) {

    private static final int MAGIC = 0xfe62696e;
    private static final int MAGIC_BYTES = 4;
    private static final int HEADER_BYTES = 19;
    /** The event that ends a file: the server has begun the next one, or it has stopped. */
    private static final int ROTATE = 4;

    private static final int STOP = 3;
    /** The event that begins a transaction. */
    private static final int GTID = 162;

    private record Header(long at, long second, int type, long length) {}

    /** When the server began this file, in seconds since 1970. With its name, it identifies the file. */
    long begun() {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return first(channel).second();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The position of the first transaction whose last statement began at or after this time, or else of the end of the
     * file. Everything that was committed before this time is before this position, because the log has the order of
     * the commits.
     *
     * @param from the position of an event at which to begin
     * @param until a whole second, because events have no smaller unit
     * @return the position; {@code end} says whether it is the end of the file
     * @throws CommandException if the file is damaged
     */
    Position before(long from, Instant until) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            first(channel);
            channel.position(from);
            Header event = read(channel);
            while (event != null && event.type() != ROTATE && event.type() != STOP) {
                if (event.type() == GTID && event.second() >= until.getEpochSecond()) {
                    return new Position(event.at(), false);
                }
                channel.position(event.at() + event.length());
                event = read(channel);
            }
            return new Position(event == null ? channel.size() : event.at(), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param end whether this is the end of the file */
    record Position(long at, boolean end) {}

    private Header first(SeekableByteChannel channel) throws IOException {
        if (channel.size() < MAGIC_BYTES + HEADER_BYTES || stream(channel).readInt() != MAGIC) {
            throw new CommandException(file + " is not a binary log.");
        }
        return read(channel);
    }

    /** Reads the header at the current position; null at the end of the file. */
    private Header read(SeekableByteChannel channel) throws IOException {
        long at = channel.position();
        if (at == channel.size()) {
            return null;
        }
        DataInputStream bytes = stream(channel);
        try {
            long second = lowestFirst(bytes.readInt());
            int type = bytes.readUnsignedByte();
            bytes.readInt();
            long length = lowestFirst(bytes.readInt());
            if (length < HEADER_BYTES || at + length > channel.size()) {
                throw new CommandException(file + " is damaged: no event begins at position " + at + ".");
            }
            return new Header(at, second, type, length);
        } catch (EOFException truncated) {
            throw new CommandException(
                    file + " is damaged: it ends within the event at position " + at + ".", truncated);
        }
    }

    /** A stream that reads not more bytes than asked for. */
    private static DataInputStream stream(SeekableByteChannel channel) {
        InputStream unbuffered = Channels.newInputStream(channel);
        return new DataInputStream(unbuffered);
    }

    private static long lowestFirst(int bytes) {
        return Integer.toUnsignedLong(Integer.reverseBytes(bytes));
    }
}
