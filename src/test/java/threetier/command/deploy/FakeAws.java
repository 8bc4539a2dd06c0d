package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A replacement for the program {@code aws}. It answers each command with the recorded answers of this command, one
 * after the other. After the last answer, it repeats the last answer. The names of commands for the region us-east-1
 * begin with the region.
 */
final class FakeAws {

    /** Bash runs this without another program, because the tests call it thousands of times. */
    private static final String SCRIPT = """
            #!/usr/bin/env bash
            cd "${0%/*}"
            show() { text=; IFS= read -r -d '' text <"$1"; printf %s "$text"; }
            printf '%s\\n' "$*" >>calls
            [ "$1" = --version ] && { show version; exit; }
            for given in "$@"; do [[ $given != file://* ]] || { show "${given#file://}"; echo; } >>files 2>/dev/null; done
            name=$1-$2
            [[ $* != *' --region us-east-1 '* ]] || name=us-east-1-$name
            [ ! -e "$name.written" ] || for given in "$@"; do [[ $given != */answer.json ]] || show "$name.written" >"$given"; done
            [[ $name != cloudformation-describe-stacks || $* == *--stack-name* ]] || name=cloudformation-describe-all-stacks
            all=$*; stack=${all#*--stack-name }; stack=${stack%% *}
            # Some tests record answers for each stack
            [[ $* != *--stack-name* || ! -e $name.of.${stack##*/}.1 ]] || name+=.of.${stack##*/}
            number=0
            [ ! -e "$name.number" ] || read -r number <"$name.number"
            number=$((number + 1))
            echo "$number" >"$name.number"
            until [ -e "$name.$number" ] || [ "$number" = 0 ]; do number=$((number - 1)); done
            [ "$number" = 0 ] && exit 0
            { read -r status; IFS= read -r -d '' text; } <"$name.$number"
            [ "$status" = 0 ] || exec >&2
            printf %s "$text"
            exit "$status"
            """;

    private final Path folder;

    FakeAws(Path folder) {
        this.folder = folder;
        write("aws", SCRIPT);
        write("version", "aws-cli/2.27.0 Python/3.13.3 Linux/6.1 exe/aarch64\n");
        try {
            Files.setPosixFilePermissions(folder.resolve("aws"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        answers("sts-get-caller-identity", "{\"Account\": \"111122223333\"}");
    }

    String path() {
        return folder + ":/usr/bin:/bin";
    }

    void version(String version) {
        write("version", version);
    }

    /** @param command service and operation, joined by a hyphen */
    FakeAws answers(String command, String... answers) {
        for (String answer : answers) {
            record(command, "0\n" + answer + "\n");
        }
        return this;
    }

    /** Makes a command also write this text to the file {@code answer.json} among its arguments. */
    FakeAws writes(String command, String text) {
        write(command + ".written", text + "\n");
        return this;
    }

    /** Replaces the recorded answers of a command by these. */
    FakeAws answersOnly(String command, String... answers) {
        forget(command);
        return answers(command, answers);
    }

    FakeAws failsOnly(String command, String error) {
        forget(command);
        return fails(command, error);
    }

    private void forget(String command) {
        for (int number = 1; folder.resolve(command + "." + number).toFile().delete(); number++) {
            // Deleted
        }
    }

    FakeAws fails(String command, String error) {
        record(command, "254\n" + error + "\n");
        return this;
    }

    /** All commands that were run so far, one per line. */
    List<String> calls() {
        try {
            return Files.readAllLines(folder.resolve("calls"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The contents of the files that were passed to the program, one per line. */
    List<String> files() {
        try {
            return Files.readAllLines(folder.resolve("files"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean called(String part) {
        return calls().stream().anyMatch(call -> call.contains(part));
    }

    private void record(String command, String content) {
        int number = 1;
        while (Files.exists(folder.resolve(command + "." + number))) {
            number++;
        }
        write(command + "." + number, content);
    }

    private void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
