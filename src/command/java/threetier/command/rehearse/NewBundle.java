package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * Another version of a bundle in the bucket of a rehearsal.
 *
 * @param bucket the folder that plays the bucket
 * @param work a folder for its files
 */
record NewBundle(Path bucket, Path work) {

    /**
     * Makes a bundle that differs from another one in a file.
     *
     * @param key the object of the other bundle, like {@code app-DIGEST.tar.gz}
     * @param file path in the bundle; it replaces the file that is there
     * @return the key of the new bundle
     */
    String with(String key, String file, String content) {
        String tier = key.substring(0, key.indexOf('-'));
        Path archive = Workspace.folder(work).resolve(tier + ".tar");
        Path zipped = work.resolve(tier + ".tar.gz");
        try {
            Files.copy(bucket.resolve(key), zipped, StandardCopyOption.REPLACE_EXISTING);
            new Program("gunzip", "--force", zipped.toString()).output();
            Files.writeString(work.resolve(file), content);
            // Of two files with the same path, the last one is unpacked
            new Program("tar", "--append", "--file", archive.toString(), "--directory", work.toString(), file).output();
            new Program("gzip", "--no-name", "--force", archive.toString()).output();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zipped));
            String made = tier + "-" + HexFormat.of().formatHex(digest) + ".tar.gz";
            Files.move(zipped, bucket.resolve(made), StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
