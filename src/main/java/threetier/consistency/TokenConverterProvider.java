package threetier.consistency;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Lets resources have parameters of the type {@link Token}. The name of the header determines the kind. */
@Provider
public class TokenConverterProvider implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        if (type != Token.class) {
            return null;
        }
        return (ParamConverter<T>) new Converter(kind(annotations));
    }

    private static Kind kind(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(HeaderParam.class::isInstance)
                .map(annotation -> ((HeaderParam) annotation).value())
                .flatMap(header -> Arrays.stream(Kind.values())
                        .filter(kind -> kind.header().equals(header)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A token is in one of its headers only"));
    }

    private record Converter(Kind kind) implements ParamConverter<Token> {

        @Override
        public Token fromString(String text) {
            return kind.token(text);
        }

        @Override
        public String toString(Token token) {
            return token.toString();
        }
    }
}
