package threetier.command.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import threetier.command.error.CommandException;

/** The certificate authorities that the clients of this process trust: those of the Java runtime, and added ones. */
public final class TrustedAuthorities {

    private static volatile SSLSocketFactory sockets;

    private TrustedAuthorities() {}

    /**
     * Makes all connections that are opened from now on trust this authority too. An authority that was added before is
     * trusted no more.
     *
     * @param file a certificate in PEM form
     * @throws CommandException if the file is missing or is no certificate
     */
    public static void add(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("added", authority);
            int number = 0;
            for (X509Certificate known : ofTheRuntime()) {
                store.setCertificateEntry("known-" + number++, known);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            sockets = context.getSocketFactory();
        } catch (IOException | GeneralSecurityException failure) {
            throw new CommandException(
                    "The certificate authority " + file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Makes sockets that trust these authorities. */
    static SSLSocketFactory sockets() {
        return sockets == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : sockets;
    }

    private static X509Certificate[] ofTheRuntime() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                return known.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
