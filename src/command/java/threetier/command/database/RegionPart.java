package threetier.command.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import threetier.command.process.Workspace;

/**
 * The part of a data tier in two regions.
 *
 * @param leads whether its writer accepts changes. Otherwise the writer replicates the writer of the other region
 * @param reader whether it has a reader, which replicates the writer
 * @param firstServerId the id of the writer in replication; the reader has the next one
 * @param join makes the writer replicate the other region, as soon as the writer has started
 */
public record RegionPart(boolean leads, boolean reader, int firstServerId, Runnable join) {

    /** The only region. */
    public static final RegionPart ALONE = new RegionPart(true, true, 1, () -> {});

    /** New ids are above those of servers that have never been made anew. */
    private static final int FIRST_NEW = 1_000;

    /** Starts a server as this part wants it. */
    void start(Engine engine, Workspace workspace, String node, int port, boolean writer) {
        if (leads || node.equals(DataTier.READER)) {
            engine.start(node, port, serverId(workspace, node), writer);
        } else {
            engine.startFenced(node, port, serverId(workspace, node));
        }
    }

    private int serverId(Workspace workspace, String node) {
        Path made = file(workspace, node);
        try {
            return Files.exists(made)
                    ? Integer.parseInt(Files.readString(made))
                    : firstServerId + (node.equals(DataTier.WRITER) ? 0 : 1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Deletes the data of a stopped server, so that the server starts empty and replicates everything. It gets a new
     * id, because a server skips the changes that it finds under its own id, and it has made some of them.
     */
    public static void makeAnew(Workspace workspace, String node) {
        Workspace.delete(workspace.data(node));
        try {
            Files.writeString(
                    file(workspace, node),
                    Integer.toString(ThreadLocalRandom.current().nextInt(FIRST_NEW, Integer.MAX_VALUE)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path file(Workspace workspace, String node) {
        return workspace.data(node + ".server-id");
    }
}
