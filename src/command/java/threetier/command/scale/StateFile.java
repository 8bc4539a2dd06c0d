package threetier.command.scale;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The states of the groups in a file. A rehearsal writes it, and the program that sends the load from another network
 * namespace reads it.
 */
public record StateFile(Path file) implements GroupSource {

    private static final Gson GSON = new Gson();

    /** Replaces the states. */
    public void write(List<GroupState> states) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, GSON.toJson(states));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<GroupState> states() {
        try {
            return Files.exists(file)
                    ? GSON.fromJson(Files.readString(file), new TypeToken<List<GroupState>>() {}.getType())
                    : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
