package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import threetier.command.error.CommandException;

/** Who changes what runs in a workspace is alone there. */
public final class Lock {

    private Lock() {}

    /** @throws CommandException when another process is changing it */
    public static <T> T exclusively(Workspace workspace, Supplier<T> change) {
        Workspace.folder(workspace.home());
        try (FileChannel file = FileChannel.open(
                        workspace.home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new CommandException("Another command is just changing this stage.");
            }
            return change.get();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
