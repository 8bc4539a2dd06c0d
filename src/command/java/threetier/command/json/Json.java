package threetier.command.json;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.List;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/** JSON from other programs. A missing value reads as empty text or an empty list. */
public record Json(JsonElement value) {

    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .disableHtmlEscaping()
            .setFormattingStyle(FormattingStyle.COMPACT.withSpaceAfterSeparators(true))
            .create();

    /** The empty value. */
    public static final Json NOTHING = new Json(JsonNull.INSTANCE);

    /**
     * @return the value; {@link #NOTHING} for empty text
     * @throws CommandException if {@code text} is not JSON
     */
    public static Json parse(String text) {
        try {
            JsonElement value = GSON.fromJson(text, JsonElement.class);
            return value == null ? NOTHING : new Json(value);
        } catch (JsonParseException failure) {
            throw new CommandException("Not valid JSON: " + text, failure);
        }
    }

    /** Maps, collections, records, numbers and text as JSON, on one line. */
    public static String of(Object value) {
        return GSON.toJson(value);
    }

    /** The value at this path of nested keys; empty if a key is missing. */
    public Json at(String... keys) {
        JsonElement found = value;
        for (String key : keys) {
            found = found instanceof JsonObject object && object.has(key) ? object.get(key) : JsonNull.INSTANCE;
        }
        return new Json(found);
    }

    /** The items of a list. */
    public List<Json> items() {
        return value.isJsonArray()
                ? value.getAsJsonArray().asList().stream().map(Json::new).toList()
                : List.of();
    }

    /**
     * The items of the list under this key.
     *
     * @throws CommandException if there is no such list
     */
    public List<Json> list(String key) {
        if (!at(key).value.isJsonArray()) {
            throw new CommandException("The answer has no " + key + ".");
        }
        return at(key).items();
    }

    /** The first item of a list. */
    public Json first() {
        return Stream.concat(items().stream(), Stream.of(NOTHING)).findFirst().orElseThrow();
    }

    /** The value as text, without quotes. */
    public String text() {
        return value.isJsonNull() ? "" : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    public String text(String... keys) {
        return at(keys).text();
    }
}
