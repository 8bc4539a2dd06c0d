package threetier.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/**
 * The settings and the SQL of MySQL, independent of where the server runs. As in production, connections use TLS and
 * verify the certificate authority of the server.
 */
public abstract class MySql implements Engine {

    protected static final String REPLICATION = "replication";
    /**
     * The password that the format requires. It need not be secret, because a trust store holds only public
     * certificates.
     */
    private static final String TRUST_STORE_PASSWORD = "public";

    private final Workspace workspace;
    private final StageSecrets secrets;

    protected MySql(Workspace workspace, StageSecrets secrets) {
        this.workspace = workspace;
        this.secrets = secrets;
    }

    @Override
    public String title() {
        return "MySQL";
    }

    /**
     * Durable settings: the server acknowledges a commit only after the commit is on disk, both in the redo log and in
     * the binary log. A reader does not start read-only, because a read-only server would refuse to create its
     * accounts. The reader becomes read-only before any client connects.
     */
    protected static List<String> options(int serverId) {
        return List.of(
                "--server-id=" + serverId,
                "--log-bin=binlog",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--skip-replica-start",
                "--default-time-zone=+00:00",
                "--innodb-flush-log-at-trx-commit=1",
                "--sync-binlog=1",
                "--innodb-buffer-pool-size=256M",
                "--max-connections=500");
    }

    @Override
    public String parameters(String node) {
        return parameters(trustStore(workspace, node));
    }

    /**
     * Disables the fallback to the JVM's trust store and key store. Inside Payara, the JVM's stores are Payara's own.
     * With Payara's key store, the driver would present a certificate that MySQL refuses. The URL of the trust store is
     * a parameter of another URL, so it is encoded.
     */
    static String parameters(Path trustStore) {
        return "?sslMode=VERIFY_CA&fallbackToSystemTrustStore=false&fallbackToSystemKeyStore=false&trustCertificateKeyStoreType=PKCS12"
                + "&trustCertificateKeyStorePassword=" + TRUST_STORE_PASSWORD + "&trustCertificateKeyStoreUrl="
                + URLEncoder.encode(trustStore.toUri().toString(), StandardCharsets.UTF_8);
    }

    /** The writer's address as options of CHANGE REPLICATION SOURCE. */
    protected abstract String source(int writerPort);

    /**
     * START REPLICA keeps the password in memory; CHANGE REPLICATION SOURCE would write the password into a table. The
     * heartbeat lets the writer detect a lost reader. Without the heartbeat, a stop of the writer would wait eight
     * seconds for the lost reader. SOURCE_RETRY_COUNT = 0 makes the reader retry forever. By default, the reader would
     * give up after ten seconds without a writer.
     */
    @Override
    public List<String> following(int writerPort) {
        return List.of(
                "CHANGE REPLICATION SOURCE TO " + source(writerPort) + ", SOURCE_AUTO_POSITION = 1, SOURCE_SSL = 1, "
                        + "SOURCE_HEARTBEAT_PERIOD = 1, SOURCE_CONNECT_RETRY = 1, SOURCE_RETRY_COUNT = 0",
                "START REPLICA USER = '" + REPLICATION + "' PASSWORD = '" + secrets.replication() + "'",
                "SET GLOBAL super_read_only = 1");
    }

    @Override
    public String position() {
        return "SELECT @@GLOBAL.gtid_executed";
    }

    @Override
    public String awaiting(String position, long seconds) {
        return "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + position + "', " + seconds + ")";
    }

    @Override
    public String filling(String table, int rows) {
        return "INSERT /*+ SET_VAR(cte_max_recursion_depth = " + rows + ") */ INTO " + table + " (saved_at) "
                + "WITH RECURSIVE seconds (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM seconds WHERE seq < " + rows
                + ") "
                + "SELECT TIMESTAMP'2022-11-06 03:01:47.123456' + INTERVAL seq SECOND FROM seconds";
    }

    /** Trusts this certificate authority. Each server creates its own authority during initialisation. */
    protected final void trust(String node, InputStream authority) throws IOException {
        try (OutputStream file = Files.newOutputStream(trustStore(workspace, node))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
            store.store(file, TRUST_STORE_PASSWORD.toCharArray());
        } catch (GeneralSecurityException failure) {
            throw new CommandException(
                    "The certificate authority of the " + node + " cannot be stored: " + failure.getMessage(), failure);
        }
    }

    /** The file of the certificate authority of a server. */
    static Path trustStore(Workspace workspace, String node) {
        return workspace.work(node).resolve("authority.p12");
    }
}
