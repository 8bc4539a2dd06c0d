package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * Packs and uploads the artefacts of the instances and of the schema function to a private bucket. Keys contain a
 * digest of the content, so unchanged artefacts replace nothing.
 */
final class Artefacts {

    private static final List<String> NODE = List.of("cloudformation/node");

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;

    Artefacts(Aws aws, Path project, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.say = say;
    }

    /** The bucket's name, one per account and region. */
    String bucket() {
        return "three-tier-" + aws.account() + "-" + aws.region();
    }

    /**
     * @throws CommandException also if another account owns a bucket of this name, so that nothing is uploaded to it
     */
    boolean bucketExists() {
        return aws.find("s3api", "head-bucket", "--bucket", bucket(), "--expected-bucket-owner", aws.account())
                .isPresent();
    }

    /** Creates the bucket if it is missing, and blocks all public access to it. */
    void createBucket() {
        if (bucketExists()) {
            return;
        }
        say.accept("creating the bucket " + bucket());
        List<String> create = new ArrayList<>(List.of("s3api", "create-bucket", "--bucket", bucket()));
        if (!aws.region().equals("us-east-1")) {
            create.addAll(List.of("--create-bucket-configuration", "LocationConstraint=" + aws.region()));
        }
        aws.json(create.toArray(String[]::new));
        aws.json(
                "s3api",
                "put-public-access-block",
                "--bucket",
                bucket(),
                "--public-access-block-configuration",
                "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true");
    }

    /** Packs and uploads the artefacts; returns parameters for the root template. */
    Map<String, String> upload() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("ArtefactBucket", bucket());
        parameters.put("WebBundle", upload(webBundle(), "web", ".tar.gz"));
        parameters.put("AppBundle", upload(appBundle(), "app", ".tar.gz"));
        parameters.put("SchemaJar", upload(project.resolve("target/three-tier-schema.jar"), "schema", ".jar"));
        parameters.put("Migrations", digest(files(project.resolve("src/schema/resources/db/migration"))));
        return parameters;
    }

    /** The bundle that a web node unpacks in {@code /opt/three-tier}. */
    Path webBundle() {
        return pack("web", List.of("httpd"), List.of());
    }

    /** The bundle that an app node unpacks in {@code /opt/three-tier}. */
    Path appBundle() {
        return pack("app", List.of("payara"), List.of("three-tier.war", "payara-micro.jar", "three-tier-pool.jar"));
    }

    private Path pack(String name, List<String> folders, List<String> fromTarget) {
        Path archive = project.resolve("target/deploy/" + name + ".tar");
        // Reproducible: the same content gives the same archive for any user, time and umask
        List<String> command = new ArrayList<>(List.of(
                "tar",
                "--create",
                "--file",
                archive.toString(),
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mode=a+rX,u+w,go-w",
                "--directory",
                project.toString()));
        command.addAll(folders);
        command.addAll(NODE);
        if (!fromTarget.isEmpty()) {
            command.addAll(List.of("--directory", project.resolve("target").toString()));
            command.addAll(fromTarget);
        }
        Workspace.folder(archive.getParent());
        new Program(command).output();
        new Program("gzip", "--no-name", "--force", archive.toString()).output();
        return Path.of(archive + ".gz");
    }

    private String upload(Path file, String name, String suffix) {
        String key = name + "-" + digest(List.of(file)) + suffix;
        if (aws.find("s3api", "head-object", "--bucket", bucket(), "--key", key).isEmpty()) {
            say.accept("uploading " + key);
            aws.json("s3api", "put-object", "--bucket", bucket(), "--key", key, "--body", file.toString());
        }
        return key;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
