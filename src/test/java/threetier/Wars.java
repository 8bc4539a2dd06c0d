package threetier;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as delivered, for tests that run inside it. */
public final class Wars {

    private Wars() {}

    /** The WAR of the build, with these test classes added. */
    public static WebArchive threeTier(Class<?>... tests) {
        return ShrinkWrap.create(ZipImporter.class, "three-tier.war")
                .importFrom(new File("target/three-tier.war"))
                .as(WebArchive.class)
                .addClasses(InContainer.class, Wars.class)
                .addClasses(tests);
    }
}
