package threetier.http;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a resource that answers only if a setting is true. Otherwise {@link OffFilter} answers 404. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OffByDefault {

    /** The name of the setting, like {@code users.enabled} for the environment variable {@code USERS_ENABLED}. */
    String value() default "";
}
