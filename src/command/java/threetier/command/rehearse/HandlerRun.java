package threetier.command.rehearse;

import com.sun.net.httpserver.HttpServer;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The program that calls the handler of a function as Lambda does, with a request of CloudFormation to create a custom
 * resource, and prints the handler's answer. It takes the answer itself, in place of S3. It uses only classes of Java.
 */
public final class HandlerRun {

    private HandlerRun() {}

    /**
     * Exits with 0 if the handler has succeeded, else with 1.
     *
     * @param arguments the handler, like {@code package.Class::method}, and the longest run in seconds; the properties
     *     of the custom resource are in the standard input
     */
    public static void main(String[] arguments) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            answer.complete(body);
        });
        receiver.start();
        Properties properties = new Properties();
        properties.load(System.in);
        Map<String, Object> event = Map.of(
                "RequestType",
                "Create",
                "ResponseURL",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/answer",
                "StackId",
                "arn:aws:cloudformation:rehearsal",
                "RequestId",
                "1",
                "LogicalResourceId",
                "Schema",
                "ResourceProperties",
                Map.copyOf(properties));
        String[] handler = arguments[0].split("::");
        Class<?> type = Class.forName(handler[0]);
        Method method = type.getMethod(handler[1], Map.class);
        Object function = type.getConstructor().newInstance();
        Thread call = new Thread(() -> {
            try {
                method.invoke(function, event);
            } catch (ReflectiveOperationException failure) {
                answer.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
            }
        });
        call.setDaemon(true);
        call.start();
        String answered = answer.get(Long.parseLong(arguments[1]), TimeUnit.SECONDS);
        System.out.println(answered);
        System.exit(answered.contains("\"Status\":\"SUCCESS\"") ? 0 : 1);
    }
}
