package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import threetier.command.json.Json;

/** The query protocol: parameters as those of an HTML form, in the body or in the address; answers in XML. */
final class QueryProtocol implements WireProtocol {

    private static final String ACTION = "Action";

    @Override
    public ApiCall call(Caller caller, String service, HttpExchange exchange, byte[] body) {
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : (new String(body, StandardCharsets.UTF_8) + "&" + (query == null ? "" : query)).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new ApiCall(
                caller, service, parameters.getOrDefault(ACTION, "Unknown"), Json.parse(Json.of(parameters)));
    }

    @Override
    public ApiAnswer answer(ApiCall call, Object result) {
        Map<String, Object> metadata = Map.of("RequestId", UUID.randomUUID().toString());
        String content = element(call.operation() + "Result", result) + element("ResponseMetadata", metadata);
        return ApiAnswer.text(
                200, "text/xml", "<%1$sResponse>%2$s</%1$sResponse>".formatted(call.operation(), content));
    }

    @Override
    public ApiAnswer error(ApiError error) {
        String type =
                element("Type", "Sender") + element("Code", error.code()) + element("Message", error.getMessage());
        return ApiAnswer.text(
                error.status(),
                "text/xml",
                "<ErrorResponse><Error>" + type + "</Error>"
                        + element("RequestId", UUID.randomUUID().toString()) + "</ErrorResponse>");
    }

    static String element(String name, Object value) {
        return element(name, value, "member");
    }

    /**
     * A value as an XML element: a map has its entries as elements, and a list its items.
     *
     * @param item the name of the items
     */
    static String element(String name, Object value, String item) {
        StringBuilder content = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> content.append(element(key.toString(), field, item)));
        } else if (value instanceof List<?> list) {
            list.forEach(one -> content.append(element(item, one, item)));
        } else {
            content.append(
                    value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
