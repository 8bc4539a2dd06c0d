package threetier.command.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Requests in a file, which one process writes and another one reads. The clock of both is that of the machine. */
public final class SavedExchanges {

    private static final int FIELDS = 9;

    private SavedExchanges() {}

    static void write(Path file, List<Exchange> exchanges) throws IOException {
        Files.write(
                file,
                exchanges.stream()
                        .map(one -> String.join(
                                "\t",
                                one.kind().name(),
                                String.valueOf(one.start()),
                                String.valueOf(one.end()),
                                String.valueOf(one.status()),
                                one.servedBy(),
                                String.valueOf(one.retryAfter()),
                                String.valueOf(one.stale()),
                                String.valueOf(one.id()),
                                one.problem().replaceAll("\\s+", " ")))
                        .toList());
    }

    /** The requests, without the bodies of acknowledgements. */
    public static List<Exchange> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split("\t", FIELDS))
                    .map(field -> new Exchange(
                            Exchange.Kind.valueOf(field[0]),
                            Long.parseLong(field[1]),
                            Long.parseLong(field[2]),
                            Integer.parseInt(field[3]),
                            field[4],
                            Boolean.parseBoolean(field[5]),
                            field[8],
                            Boolean.parseBoolean(field[6]),
                            Long.parseLong(field[7]),
                            ""))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
