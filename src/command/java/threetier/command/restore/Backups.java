package threetier.command.restore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import threetier.command.database.ServerPrograms;
import threetier.command.error.CommandException;
import threetier.command.process.Lock;
import threetier.command.process.Shutdown;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/**
 * The backups of a stage, in the folder {@code backup}, which only its owner may enter. Each is complete:
 * {@code restore} needs no other files. They are kept until somebody deletes them.
 */
public final class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern FINISHED = Pattern.compile("\\d{8}T\\d{6}Z");
    private static final String UNFINISHED = "unfinished";
    private static final Pattern POSITION =
            Pattern.compile("-- CHANGE MASTER TO MASTER_LOG_FILE='([^']+)', MASTER_LOG_POS=(\\d+);");
    /** The position is within this number of lines of the dump. */
    private static final int HEAD = 100;
    /** How a complete dump ends. */
    private static final String COMPLETED = "-- Dump completed";

    private static final int TAIL_BYTES = 200;

    private final Workspace workspace;
    private final RestoreSteps steps;

    /** @param steps receives each step */
    public Backups(Workspace workspace, Steps steps) {
        this.workspace = workspace;
        this.steps = new RestoreSteps(steps);
    }

    /** Runs work on the backups while no other command does. */
    static <T> T alone(Workspace workspace, Supplier<T> work) {
        return Lock.exclusively(new Workspace(workspace.project(), folder(workspace)), work);
    }

    /**
     * Takes a backup of the database of a running stage. The site can be in use. The backup before this one gets the
     * binary log up to now, so every moment since the first backup can be restored.
     *
     * @return the folder of the backup
     * @throws CommandException if the stage does not run, or if the server refuses
     */
    public Path take(ServerPrograms writer) {
        return alone(workspace, () -> take(writer, latest(Instant.MAX))).file("");
    }

    /** Takes a backup. The caller has the lock. */
    Backup take(ServerPrograms writer, Optional<Backup> before) {
        before.filter(backup -> continues(writer, backup)).ifPresent(backup -> copyLogs(writer, backup));
        Path unfinished = folder(workspace).resolve(UNFINISHED);
        Workspace.delete(unfinished);
        Thread deleteAtEnd = Shutdown.then(() -> Workspace.delete(unfinished));
        try {
            privately(unfinished);
            Backup backup = new Backup(unfinished);
            String database = writer.applicationDatabase();
            steps.get(() -> {
                writer.dump(database, backup.file(Backup.DUMP), true);
                backup.seal(Backup.DUMP);
                return String.format(Locale.ROOT, "dump of %s, %.1f MB", database, backup.bytes() / 1e6);
            });
            requireComplete(backup.file(Backup.DUMP));
            Matcher position = position(backup.file(Backup.DUMP));
            backup.put("database", database);
            backup.put("log", position.group(1));
            backup.put("position", position.group(2));
            backup.put("begun", new BinaryLog(writer.log(position.group(1))).begun());
            // The dump has everything that was committed before its beginning. The next whole second after its end is
            // the first moment that a restore can name without a doubt
            Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            backup.put("time", time);
            backup.save();
            Path finished = folder(workspace).resolve(NAME.format(time));
            Files.move(unfinished, finished);
            return new Backup(finished);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (!Shutdown.begun()) {
                Runtime.getRuntime().removeShutdownHook(deleteAtEnd);
                Workspace.delete(unfinished);
            }
        }
    }

    /** The latest backup that was taken at this time or earlier. */
    Optional<Backup> latest(Instant until) {
        List<Backup> all = all();
        return all.stream().filter(backup -> !backup.time().isAfter(until)).reduce((earlier, later) -> later);
    }

    /** All backups, from the oldest to the newest. */
    List<Backup> all() {
        try (Stream<Path> folders = Files.list(folder(workspace))) {
            return folders.filter(folder ->
                            FINISHED.matcher(folder.getFileName().toString()).matches())
                    .sorted()
                    .map(Backup::new)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Makes the server finish its file of the binary log, and copies all finished files since the dump into the backup.
     */
    void copyLogs(ServerPrograms writer, Backup backup) {
        if (!continues(writer, backup)) {
            throw new CommandException(
                    "The binary log of the " + writer.server().name() + " does not continue the backup " + backup
                            + ": it is of other data, or of another server. Take a new backup: ./three-tier backup");
        }
        steps.get(() -> {
            writer.run("FLUSH BINARY LOGS");
            List<String> logs = writer.run("SHOW BINARY LOGS")
                    .lines()
                    .map(line -> line.split("\t")[0])
                    .toList();
            int copied = 0;
            for (String log : logs.subList(0, logs.size() - 1)) {
                if (Backup.number(log) >= Backup.number(backup.firstLog())
                        && !backup.logs().contains(log)) {
                    copy(writer.log(log), backup.file(log));
                    backup.seal(log);
                    copied++;
                }
            }
            backup.save();
            return "binary log copied, " + copied + (copied == 1 ? " file" : " files");
        });
    }

    /** @throws CommandException if the server's binary log does not begin where the dump ends */
    static void requireContinued(ServerPrograms writer, Backup backup) {
        if (!continues(writer, backup)) {
            throw new CommandException(
                    "The binary log of the " + writer.server().name() + " does not continue the backup " + backup
                            + ": it is of other data, or of another server. Take a new backup: ./three-tier backup");
        }
    }

    /** Whether the server still has the file of its log in which the log since this backup begins. */
    private static boolean continues(ServerPrograms writer, Backup backup) {
        Path first = writer.log(backup.firstLog());
        return Files.exists(first) && new BinaryLog(first).begun() == backup.logBegun();
    }

    private static void copy(Path from, Path to) {
        try {
            Files.deleteIfExists(to);
            Files.copy(from, to);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws CommandException if the dump ends too early */
    static void requireComplete(Path dump) {
        try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            if (!new String(tail, StandardCharsets.ISO_8859_1).contains(COMPLETED)) {
                throw new CommandException("The dump " + dump + " is not complete.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Matcher position(Path dump) {
        try (BufferedReader lines = Files.newBufferedReader(dump)) {
            return lines.lines()
                    .limit(HEAD)
                    .map(POSITION::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow(() -> new CommandException("The dump has no position in the binary log."));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folder of all backups. */
    private static Path folder(Workspace workspace) {
        Path folder = workspace.home().resolve("backup");
        if (!Files.exists(folder)) {
            Workspace.folder(workspace.home());
            privately(folder);
        }
        return folder;
    }

    private static void privately(Path folder) {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
