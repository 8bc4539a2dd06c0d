package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Payara Micro nodes of a stage. */
final class AppTier {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(60);
    /** Payara Micro stays up without its application; after this line it will not get one any more. */
    private static final Pattern STARTED_WITHOUT_APPLICATION = Pattern.compile("\"Deployed\": \\[\\s*\\]");
    private static final Pattern RELOADED = Pattern.compile("was successfully deployed in");
    private static final Pattern REFUSED = Pattern.compile("Exception while (?:deploying|loading) the app(?: \\[.*])? : (.+)");

    private final Workspace workspace;
    private final Nodes nodes;

    AppTier(Workspace workspace, Nodes nodes) {
        this.workspace = workspace;
        this.nodes = nodes;
    }

    /**
     * Starts a node; its application is an unpacked copy, so that {@link #reload} can swap it.
     *
     * @param environment more variables for the process
     * @param ajpPort where it also listens for AJP; null for HTTP alone
     * @param drain how long it serves on when it is asked to stop
     */
    Node start(String name, Path war, int port, Integer ajpPort, DataTier data, Secrets secrets, String heap, Duration drain,
            Map<String, String> environment) {
        Path image = image();
        Path application = workspace.work(name).resolve("three-tier");
        remember(name, war);
        unpack(war, application);
        Path log = workspace.log(name);
        Node node = new Command(log, List.of(workspace.project().resolve("payara/launch").toString())).with(environment)
                .with("WRITER_URL", data.url(DataTier.WRITER)).with("READER_URL", data.url(DataTier.READER))
                .with("WRITER_USER", DataTier.WRITER_USER).with("WRITER_PASSWORD", secrets.writer())
                .with("READER_USER", DataTier.READER_USER).with("READER_PASSWORD", secrets.reader())
                .with("APP_ADDRESS", "127.0.0.1").with("APP_PORT", port).with("APP_HEAP", heap)
                .with("APP_IMAGE", image).with("APP_WAR", application).with("APP_RUN_DIR", workspace.work(name))
                .with("APP_RELOAD", true).with("APP_START_LIMIT", START_LIMIT.toSeconds()).with("NODE_NAME", name)
                .with("APP_DRAIN", drain.toSeconds())
                .with("AJP_PORT", ajpPort == null ? "" : ajpPort).with("AJP_SECRET", secrets.ajp())
                .start(nodes, "app", name, "payara-micro", port);
        Command.awaitReady(node, START_LIMIT, List.of(log), () -> {
            if (STARTED_WITHOUT_APPLICATION.matcher(text(log, 0)).find()) {
                throw new StageException(refused(text(log, 0)).map(reason -> notDeployed(war, reason, log)).orElseGet(() ->
                        name + " started, but the application could not be deployed. Its log ends with:\n" + Command.lastLines(List.of(log))));
            }
            return Http.ok("http://127.0.0.1:" + port + "/health/ready");
        });
        return node;
    }

    /**
     * Swaps the application of a running node for what its WAR holds now.
     *
     * @throws StageException when it cannot be read, and the node goes on with what it has, or be deployed, and it has none any more
     */
    void reload(Node node) {
        Path log = workspace.log(node.name());
        Path application = workspace.work(node.name()).resolve("three-tier");
        Path war = remembered(node.name());
        long before = size(log);
        unpack(war, application);
        try {
            Path trigger = application.resolve(".reload");
            if (Files.notExists(trigger)) {
                Files.createFile(trigger);
            }
            // Whole seconds are compared, so the next one
            Files.setLastModifiedTime(trigger, FileTime.from(Instant.now().plusSeconds(1)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Command.awaitReady(node, RELOAD_LIMIT, List.of(log), () -> {
            String logged = text(log, before);
            refused(logged).ifPresent(reason -> {
                forget(node.name());
                throw new StageException(notDeployed(war, reason, log) + "\n" + noApplication(node.name()));
            });
            return RELOADED.matcher(logged).find() && Http.ok("http://127.0.0.1:" + node.port() + "/health/ready");
        });
    }

    /** Why the server has not taken the application, where its log says so. */
    private static Optional<String> refused(String logged) {
        Matcher refused = REFUSED.matcher(logged);
        return refused.find() ? Optional.of(refused.group(1)) : Optional.empty();
    }

    private static String notDeployed(Path war, String reason, Path log) {
        return "The WAR " + war + " could not be deployed: " + reason + "\n  (" + log + ")";
    }

    /** The unpacked server, made again when one of its two jars is newer. */
    private synchronized Path image() {
        Path image = workspace.target("payara");
        Path micro = workspace.target("payara-micro.jar");
        Path pool = workspace.target("three-tier-pool.jar");
        try {
            if (Files.exists(image) && modified(image).compareTo(modified(micro)) > 0 && modified(image).compareTo(modified(pool)) > 0) {
                return image;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        new Command(workspace.log("image"), List.of(workspace.project().resolve("payara/image").toString(),
                micro.toString(), pool.toString(), image.toString()))
                .run("Payara Micro could not be unpacked.");
        new Command(workspace.log("image"), List.of(workspace.project().resolve("payara/share-classes").toString(), image.toString(),
                workspace.target("three-tier.war").toString()))
                .with("APP_PORT", Ports.free())
                .run("Payara Micro could not be run once.");
        return image;
    }

    /** Payara does not look again at an application that it has refused. */
    private static String noApplication(String name) {
        return name + " has no application any more. When the WAR is mended: ./three-tier down, then ./three-tier up. Data is kept.";
    }

    /** A later command that swaps the application must know where it came from. */
    private void remember(String name, Path war) {
        try {
            Files.writeString(origin(name), war.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path remembered(String name) {
        try {
            return Path.of(Files.readString(origin(name)));
        } catch (NoSuchFileException forgotten) {
            throw new StageException(noApplication(name), forgotten);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void forget(String name) {
        try {
            Files.delete(origin(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path origin(String name) {
        return workspace.work(name).resolve("war");
    }

    private static void unpack(Path war, Path application) {
        try (ZipFile archive = new ZipFile(war.toFile())) {
            // Not before: what runs goes on where there is nothing in its place
            Workspace.delete(application);
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                Path file = application.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(application)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(archive.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new StageException("The WAR " + war + " cannot be read: " + failure, failure);
        }
    }

    private static FileTime modified(Path path) throws IOException {
        return Files.getLastModifiedTime(path);
    }

    private static long size(Path log) {
        return log.toFile().length();
    }

    private static String text(Path log, long from) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int start = (int) Math.min(from, bytes.length);
            return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
