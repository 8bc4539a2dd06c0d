package threetier.stage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import threetier.command.stage.Stage;

/**
 * A test through httpd against the whole stage. One stage serves all such tests of a run; a test method or constructor
 * takes a {@link Stage}, a {@link Site} or both as parameters, and each test class starts with an empty table.
 */
@Tag("stage")
@ExtendWith(StageExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnStage {}
