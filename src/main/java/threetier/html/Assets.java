package threetier.html;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The static files of the HTML page: style sheet, scripts and icon. */
@ApplicationScoped
public class Assets {

    private static final String FOLDER = "/assets/";
    /** The length of a version in hexadecimal digits. The path in {@link AssetsResource} contains the same number. */
    private static final int VERSION_LENGTH = 12;

    private final Map<String, byte[]> files = new TreeMap<>();

    @Inject
    private ServletContext war;

    private String version;

    @PostConstruct
    void load() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String path : war.getResourcePaths(FOLDER)) {
                files.put(path.substring(FOLDER.length()), read(path));
            }
            files.values().forEach(digest::update);
            version = HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * A digest of the contents of all files. Nodes with the same files have the same version. Any change to a file
     * changes the version.
     */
    public String version() {
        return version;
    }

    /** The path of this version of the files, without a trailing slash. */
    public String path() {
        return FOLDER + version;
    }

    /** The content of the file with this name; empty when there is no such file. */
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private byte[] read(String path) {
        try (InputStream file = war.getResourceAsStream(path)) {
            return file.readAllBytes();
        } catch (IOException brokenArchive) {
            throw new UncheckedIOException(brokenArchive);
        }
    }
}
