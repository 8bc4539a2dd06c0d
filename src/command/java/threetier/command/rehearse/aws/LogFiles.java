package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.json.Json;
import threetier.command.template.EvaluatedStack;

/** CloudWatch Logs: a folder for each group of the templates, and a file for each stream. */
final class LogFiles implements AwsApi {

    private final Path folder;
    private final Set<String> groups = new HashSet<>();

    LogFiles(EvaluatedStack deployment, Path folder) {
        this.folder = folder;
        deployment
                .resources("AWS::Logs::LogGroup")
                .forEach(group -> groups.add(
                        group.text("LogGroupName").isEmpty()
                                ? new PhysicalNames().reference(group.id(), group.type())
                                : group.text("LogGroupName")));
    }

    @Override
    public String resource(ApiCall call) {
        String group = call.text("logGroupName");
        return group.isEmpty()
                ? "*"
                : PhysicalNames.arn("logs", "log-group:" + group + ":log-stream:" + call.text("logStreamName"));
    }

    @Override
    public synchronized Object answer(ApiCall call) {
        if (!Set.of("CreateLogStream", "PutLogEvents").contains(call.operation())) {
            throw AwsApi.notPlayed(call);
        }
        String group = call.text("logGroupName");
        if (!groups.contains(group)) {
            throw error("ResourceNotFoundException", "The specified log group does not exist.");
        }
        Path file = folder.resolve(fileName(group)).resolve(fileName(call.text("logStreamName")));
        try {
            return call.operation().equals("CreateLogStream")
                    ? create(file)
                    : append(file, call.parameters().at("logEvents").items());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> create(Path file) throws IOException {
        if (Files.exists(file)) {
            throw error("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        return Map.of();
    }

    private static Map<String, Object> append(Path file, List<Json> entries) throws IOException {
        if (!Files.exists(file)) {
            throw error("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        if (entries.isEmpty()) {
            throw error("InvalidParameterException", "1 validation error detected: logEvents must have a member");
        }
        List<String> lines = entries.stream()
                .map(entry -> entry.text("message").stripTrailing())
                .toList();
        Files.write(file, lines, StandardOpenOption.APPEND);
        return Map.of("nextSequenceToken", "0");
    }

    private static ApiError error(String code, String message) {
        return new ApiError(code, ApiError.BAD_REQUEST, message);
    }

    private static String fileName(String name) {
        return name.replaceAll("[^\\w.#-]|^\\.+$", "_");
    }
}
