package threetier.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/**
 * The certificate authorities that sign the certificates of the databases. They are published as a PEM file at a URL.
 */
final class Authorities {

    /**
     * The password of the trust store. The store contains only public certificates, but its format requires a password.
     */
    private static final String PASSWORD = "public";

    private final String address;

    Authorities(String address) {
        this.address = address;
    }

    /** Downloads the certificates into a trust store that the database driver reads. */
    void store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = URI.create(address).toURL().openStream()) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
