package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * Packs the artefacts of the instances and of the schema function, and uploads them to S3. The key of an object
 * contains the SHA-256 of its content. The key of an unchanged artefact therefore stays the same, and CloudFormation
 * replaces no node because of it. A node checks its bundle against the key; Lambda checks the code of the function.
 */
public final class Artefacts {

    private static final List<String> NODE = List.of("cloudformation/node");

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final ArtefactBucket bucket;

    Artefacts(Aws aws, Path project, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        bucket = new ArtefactBucket(aws, say);
    }

    /** The bucket's name. */
    String bucket() {
        return bucket.name();
    }

    boolean bucketExists() {
        return bucket.exists();
    }

    void createBucket() {
        bucket.create();
    }

    void deleteUnused() {
        new UnusedUploads(aws, bucket, say).delete();
    }

    void deleteBucket() {
        bucket.delete(project.resolve("target/deploy"));
    }

    /** Packs and uploads the artefacts; returns parameters for the root template. */
    Map<String, String> upload() {
        return stored(bucket.name(), bucket::upload);
    }

    /**
     * Packs the artefacts into a folder that plays the bucket, and has its name.
     *
     * @return parameters for the root template
     */
    public static Map<String, String> into(Path folder, Path project) {
        return new Artefacts(null, project, line -> {})
                .stored(folder.getFileName().toString(), (file, key, digest) -> {
                    try {
                        Files.copy(file, Workspace.folder(folder).resolve(key), StandardCopyOption.REPLACE_EXISTING);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
    }

    private interface Store {

        void put(Path file, String key, byte[] digest);
    }

    private Map<String, String> stored(String place, Store store) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("ArtefactBucket", place);
        parameters.put("WebBundle", put(store, webBundle(), "web", ".tar.gz"));
        parameters.put("AppBundle", put(store, appBundle(), "app", ".tar.gz"));
        Path schema = project.resolve("target/three-tier-schema.jar");
        parameters.put("SchemaJar", put(store, schema, "schema", ".jar"));
        // Lambda knows its code only by this form of the digest
        parameters.put("SchemaDigest", Base64.getEncoder().encodeToString(digest(List.of(schema))));
        parameters.put(
                "Migrations",
                HexFormat.of().formatHex(digest(files(project.resolve("src/schema/resources/db/migration"))), 0, 8));
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
        // The archive is reproducible: the same content gives the same archive for any user, time and umask
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

    private static String put(Store store, Path file, String name, String suffix) {
        byte[] digest = digest(List.of(file));
        String key = name + "-" + HexFormat.of().formatHex(digest) + suffix;
        store.put(file, key, digest);
        return key;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] digest(List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return digest.digest();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
