package threetier.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import threetier.command.stage.Stage;

/**
 * A test through httpd on a whole stage. All such tests of a run use the same stage. A test method or constructor may
 * have parameters of the types {@link Stage} and {@link Site}. Each test class starts with an empty table.
 */
@Tag("stage")
@ExtendWith(StageExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnStage {}
