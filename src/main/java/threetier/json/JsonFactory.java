package threetier.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.Reader;
import java.util.Collection;

/**
 * Creates builders and parsers of JSON. Each static method of {@link jakarta.json.Json} searches all jars of the server
 * for a provider, under a lock, because the provider is not kept (its Javadoc says so). Under load, requests would wait
 * for each other there. This class searches once. A provider may be used by several threads at the same time.
 */
public final class JsonFactory {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonFactory() {}

    /** A builder of an empty object. */
    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    /** A builder of an array with these items. */
    public static JsonArrayBuilder array(Collection<?> items) {
        return PROVIDER.createArrayBuilder(items);
    }

    /** A parser of this text. The caller closes it. */
    public static JsonParser parser(Reader text) {
        return PROVIDER.createParser(text);
    }
}
