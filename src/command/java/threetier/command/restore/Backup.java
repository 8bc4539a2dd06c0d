package threetier.command.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import threetier.command.error.CommandException;

/**
 * A backup of a stage: a folder with a dump, and with the files of the binary log that the server has finished since. A
 * list has the size and the checksum (SHA-256) of each file.
 */
final class Backup {

    /** The name of the dump. */
    static final String DUMP = "dump.sql";

    private static final String LIST = "backup.properties";
    private static final String FILE = "file.";

    private final Path folder;
    private final Properties list = new Properties();

    /** @param folder an existing folder, of a finished backup or of a new one */
    Backup(Path folder) {
        this.folder = folder;
        Path file = folder.resolve(LIST);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                list.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** The name of the folder: the time of the backup. */
    String name() {
        return folder.getFileName().toString();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A whole second. Everything that was committed before this time is in the dump or in the log since. */
    Instant time() {
        return Instant.parse(get("time"));
    }

    /** The database of the application. */
    String database() {
        return get("database");
    }

    /** The file of the binary log in which the log since the dump begins. */
    String firstLog() {
        return get("log");
    }

    /** The position in {@link #firstLog} at which the log since the dump begins. */
    long position() {
        return Long.parseLong(get("position"));
    }

    /** When the server began {@link #firstLog}, in seconds since 1970. */
    long logBegun() {
        return Long.parseLong(get("begun"));
    }

    /** The names of the copied files of the binary log, in their order. */
    List<String> logs() {
        return new TreeSet<>(list.stringPropertyNames())
                .stream()
                        .filter(key -> key.startsWith(FILE) && !key.equals(FILE + DUMP))
                        .map(key -> key.substring(FILE.length()))
                        .toList();
    }

    /** The size of all files in bytes. */
    long bytes() {
        return list.stringPropertyNames().stream()
                .filter(key -> key.startsWith(FILE))
                .mapToLong(key -> Long.parseLong(list.getProperty(key).split(" ")[0]))
                .sum();
    }

    /** Sets a fact. {@link #save} writes it. */
    void put(String key, Object value) {
        list.setProperty(key, value.toString());
    }

    /** Adds this file of the folder to the list. {@link #save} writes the list. */
    void seal(String name) {
        list.setProperty(FILE + name, size(file(name)) + " " + checksum(file(name)));
    }

    void save() {
        Path unfinished = folder.resolve(LIST + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                list.store(writer, null);
            }
            Files.move(unfinished, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Checks that every file is there and has the bytes that were written.
     *
     * @throws CommandException with the name of the first file that is missing or damaged
     */
    void check() {
        if (list.getProperty(FILE + DUMP) == null) {
            throw new CommandException("The backup " + folder + " is damaged: its list " + LIST + " is missing.");
        }
        check(DUMP);
        int next = number(firstLog());
        for (String log : logs()) {
            if (number(log) != next) {
                break;
            }
            next++;
            check(log);
        }
        if (!logs().isEmpty() && next != number(logs().get(logs().size() - 1)) + 1) {
            throw new CommandException(
                    "The backup " + folder + " is damaged: a file of the binary log is missing, number " + next + ".");
        }
    }

    private void check(String name) {
        String[] expected = get(FILE + name).split(" ");
        Path file = file(name);
        if (!Files.exists(file)) {
            throw new CommandException("The backup is damaged: " + file + " is missing.");
        }
        if (size(file) != Long.parseLong(expected[0])) {
            throw new CommandException(
                    "The backup is damaged: " + file + " has " + size(file) + " bytes, not " + expected[0] + ".");
        }
        if (!checksum(file).equals(expected[1])) {
            throw new CommandException("The backup is damaged: " + file
                    + " has changed since it was written, its checksum is another one.");
        }
    }

    private String get(String key) {
        String value = list.getProperty(key);
        if (value == null) {
            throw new CommandException(
                    "The backup " + folder + " is damaged: its list " + LIST + " has no " + key + ".");
        }
        return value;
    }

    /** The number of a file of the binary log, which its name ends with. */
    static int number(String log) {
        return Integer.parseInt(log.substring(log.lastIndexOf('.') + 1));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String checksum(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
