package threetier.command.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Program;

/**
 * A certificate authority of one start of the edge or of a rehearsal. It signs one certificate. Its private key is then
 * deleted, so that nobody can sign another one.
 */
public final class LocalAuthority {

    /** The longest validity that browsers accept without complaint is 398 days. */
    private static final String DAYS = "90";

    private static final String AUTHORITY = "authority";
    private static final String SITE = "site";
    private static final int LINE = 64;
    private static final int PASSWORD_BYTES = 16;

    private final Path folder;
    private final String names;
    private final String password;

    /**
     * An authority for this machine.
     *
     * @param folder for the files; only the owner can read the private key there
     */
    LocalAuthority(Path folder) {
        this(folder, List.of("dns:localhost", "ip:127.0.0.1"));
    }

    /** @param names for which the certificate is valid, each with its kind: {@code dns:localhost} */
    public LocalAuthority(Path folder, List<String> names) {
        this.folder = folder;
        this.names = String.join(",", names);
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
    }

    /** The certificate of the authority, for clients. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    /** The certificate of the authority, for clients in Java. The file is not secret; its password is "changeit". */
    public Path trustStore() {
        return folder.resolve("authority.p12");
    }

    /** The certificate of the site and its private key, for the server. */
    public Path site() {
        return folder.resolve("site.pem");
    }

    /** Makes the keys and certificates anew. */
    public void make() {
        Path store = folder.resolve("keys.p12");
        try {
            Files.deleteIfExists(store);
            keytool(store, AUTHORITY, "-dname", "CN=three-tier on this machine", "-ext", "bc:c=ca:true,pathlen:0");
            keytool(
                    store,
                    SITE,
                    "-dname",
                    "CN=localhost",
                    "-signer",
                    AUTHORITY,
                    "-ext",
                    "san=" + names,
                    "-ext",
                    "eku=serverAuth");
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password.toCharArray());
            }
            Files.writeString(
                    certificate(),
                    pem("CERTIFICATE", keys.getCertificate(AUTHORITY).getEncoded()));
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
            try (OutputStream out = Files.newOutputStream(trustStore())) {
                trusted.store(out, "changeit".toCharArray());
            }
            Key key = keys.getKey(SITE, password.toCharArray());
            secret(
                    site(),
                    pem("CERTIFICATE", keys.getCertificate(SITE).getEncoded()) + pem("PRIVATE KEY", key.getEncoded()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (GeneralSecurityException failure) {
            throw new CommandException("The certificate of the edge cannot be made: " + failure.getMessage(), failure);
        } finally {
            discard(store);
        }
    }

    private void keytool(Path store, String alias, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                // In the environment, because everybody can read the arguments of a program
                "-storepass:env",
                "STORE_PASSWORD",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                DAYS));
        command.addAll(List.of(more));
        new Program(command).with("STORE_PASSWORD", password).output();
    }

    private static void secret(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    private static void discard(Path store) {
        try {
            Files.deleteIfExists(store);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }
}
