package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * The program that stands in for AWS. It reads its plan from the standard input, because the plan has secrets. Section
 * "AWS in a rehearsal" of {@code docs/rehearsal.md} describes the plan.
 */
public final class AwsStandIn implements AutoCloseable {

    private static final int SECOND = 1000;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "aws");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer metadata;
    private final HttpServer apis;

    /**
     * Starts to listen.
     *
     * @throws CommandException if the templates or the plan do not allow it
     * @throws IllegalArgumentException if the templates cannot be evaluated
     */
    AwsStandIn(Json plan) throws IOException {
        EvaluatedStack deployment = EvaluatedStack.of(
                Template.folder(Path.of(plan.text("templates"))), texts(plan.at("parameters")), new PhysicalNames());
        Path folder = Files.createDirectories(Path.of(plan.text("folder")));
        RehearsalEvents events = new RehearsalEvents(folder.resolve("events"));
        Callers callers = new Callers(deployment, plan.list("callers"), folder.resolve("callers"));
        Permissions permissions = new Permissions(deployment);
        plan.list("callers").stream()
                .map(caller -> callers.instance(caller.text("instance")).orElseThrow())
                .forEach(caller -> permissions.of(caller.role()));
        IdentityDocument identity = new IdentityDocument(callers);
        Map<String, AwsApi> services = Map.of(
                "s3",
                new ObjectFolder(folder.resolve("objects"), permissions, events),
                "secretsmanager",
                new StoredSecrets(deployment, texts(plan.at("secrets"))),
                "logs",
                new LogFiles(deployment, folder.resolve("logs")),
                "autoscaling",
                new LaunchHooks(deployment, callers, events),
                "elasticloadbalancing",
                new BalancedTargets(deployment, folder.resolve("target-health")),
                DescribedInstances.SERVICE,
                new DescribedInstances(deployment, callers),
                PublishedMetrics.SERVICE,
                new PublishedMetrics(folder.resolve("metrics")),
                StackSignals.SERVICE,
                new StackSignals(deployment, events));
        metadata = started(plan.at("metadata"), HttpServer.create(), new InstanceMetadata(callers, identity));
        apis = started(
                plan.at("apis"),
                server(plan.at("apis")),
                new ApiHandler(callers, permissions, identity, services, events));
    }

    /** @param arguments the process with which this one ends */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String plan = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (AwsStandIn standIn = new AwsStandIn(Json.parse(plan))) {
            System.out.println("listening " + standIn.metadataPort() + " " + standIn.apiPort());
            long parent = Long.parseLong(arguments[0]);
            while (ProcessHandle.of(parent).isPresent()) {
                Thread.sleep(SECOND);
            }
        } catch (CommandException | IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    int metadataPort() {
        return metadata.getAddress().getPort();
    }

    int apiPort() {
        return apis.getAddress().getPort();
    }

    @Override
    public void close() {
        metadata.stop(0);
        apis.stop(0);
        threads.shutdownNow();
    }

    private HttpServer started(Json place, HttpServer server, HttpHandler handler) throws IOException {
        server.bind(new InetSocketAddress(place.text("address"), Integer.parseInt(place.text("port"))), 0);
        server.createContext("/", handler);
        server.setExecutor(threads);
        server.start();
        return server;
    }

    /** With TLS if the plan names a key store. */
    private static HttpServer server(Json place) throws IOException {
        if (place.text("keys").isEmpty()) {
            return HttpServer.create();
        }
        char[] password = place.text("password").toCharArray();
        try (InputStream file = Files.newInputStream(Path.of(place.text("keys")))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create();
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return server;
        } catch (GeneralSecurityException wrong) {
            throw new CommandException(
                    "The keys " + place.text("keys") + " cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    private static Map<String, String> texts(Json object) {
        Map<String, String> texts = new TreeMap<>();
        if (object.value().isJsonObject()) {
            object.value().getAsJsonObject().keySet().forEach(key -> texts.put(key, object.text(key)));
        }
        return texts;
    }
}
