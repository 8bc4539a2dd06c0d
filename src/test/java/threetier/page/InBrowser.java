package threetier.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import threetier.command.stage.Stage;
import threetier.stage.Site;
import threetier.stage.StageExtension;

/**
 * A test of the page in headless Chromium, through httpd, on a whole stage. All such tests of a run use the same stage
 * and the same browser. A test method may have parameters of the types {@link Visitors}, {@link Stage} and
 * {@link Site}. Each test class starts with an empty table.
 */
@Tag("browser")
@ExtendWith({StageExtension.class, BrowserExtension.class})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface InBrowser {}
