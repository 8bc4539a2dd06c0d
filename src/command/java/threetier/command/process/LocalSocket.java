package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Unix socket on which a program of this machine takes commands.
 *
 * @param path the absolute path of the socket
 */
public record LocalSocket(Path path) {

    /**
     * Sends one command and returns the answer. The answer ends when the program closes the connection.
     *
     * @throws UncheckedIOException if no program answers
     */
    public String ask(String command) {
        Path workingFolder = Path.of("").toAbsolutePath();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(seenFrom(workingFolder)))) {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The path relative to this folder, if the socket is below it. The address of a socket holds only 107 bytes
     * (unix(7)).
     */
    public Path seenFrom(Path folder) {
        return path.startsWith(folder) ? folder.relativize(path) : path;
    }
}
