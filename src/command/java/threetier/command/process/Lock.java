package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import threetier.command.error.CommandException;

/** Lets only one command at a time change what runs in a workspace. */
public final class Lock {

    private Lock() {}

    /** @throws CommandException if another process holds the lock */
    public static <T> T exclusively(Workspace workspace, Supplier<T> change) {
        Workspace.folder(workspace.home());
        try (FileChannel file = FileChannel.open(
                        workspace.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new CommandException("Another command is changing this stage.");
            }
            return change.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
