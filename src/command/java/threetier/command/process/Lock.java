package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import threetier.command.error.CommandException;

/** Lets only one command at a time change what runs in a workspace. */
public final class Lock {

    private Lock() {}

    /** @throws CommandException if another process holds the lock */
    public static <T> T exclusively(Workspace workspace, Supplier<T> change) {
        return exclusively(workspace.home(), "Another command is changing this stage.", change);
    }

    /**
     * Runs a change that needs a folder alone.
     *
     * @param problem the message if another process holds the lock
     * @throws CommandException if another process holds the lock
     */
    public static <T> T exclusively(Path folder, String problem, Supplier<T> change) {
        Workspace.folder(folder);
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new CommandException(problem);
            }
            return change.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
