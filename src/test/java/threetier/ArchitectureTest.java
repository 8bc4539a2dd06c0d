package threetier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.annotation.Resource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.List;
import javax.naming.Context;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import threetier.command.ThreeTier;
import threetier.command.stage.Stage;
import threetier.pool.connection.WriterCheck;
import threetier.schema.Schema;

class ArchitectureTest {

    /** The class folders of all artefacts, without tests. */
    private static final JavaClasses PRODUCT =
            new ClassFileImporter().importPaths("target/classes", "target/pool", "target/schema", "target/command");

    private static final JavaClasses COMMAND = new ClassFileImporter().importPaths("target/command");

    @Test
    void everyArtefactIsLookedAt() {
        for (Class<?> one :
                List.of(ThreeTierApplication.class, WriterCheck.class, Schema.class, ThreeTier.class, Stage.class)) {
            assertTrue(PRODUCT.contain(one), one.getName());
        }
    }

    /** Only the package {@code datasource}, which chooses between the databases, may use a data source. */
    @Test
    void onlyTheDatasourcePackageReachesADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "threetier.datasource", "threetier.schema", "threetier.pool..", "threetier.command..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        PersistenceContext.class,
                        PersistenceUnit.class,
                        EntityManagerFactory.class,
                        DataSource.class,
                        Resource.class,
                        Context.class)
                // SQLException is allowed outside the package, because it only carries an error code
                .orShould()
                .dependOnClassesThat(resideInAPackage("java.sql").and(not(equivalentTo(SQLException.class))))
                .check(PRODUCT);
    }

    @Test
    void transactionsBeginInTheDatasourcePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("threetier.datasource")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Transactional.class)
                .check(PRODUCT);
    }

    @Test
    void packagesDoNotDependOnEachOtherInACircle() {
        slices().matching("threetier.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    /** Code without cycles can be read from top to bottom. */
    @Test
    void classesOfTheCommandDoNotDependOnEachOtherInACircle() {
        slices().assignedFrom(new EachClass()).should().beFreeOfCycles().check(COMMAND);
    }

    /** The WAR contains neither migrations nor the code of the connection pools. Both are in other jars. */
    @Test
    void theApplicationUsesNeitherTheMigrationsNorThePools() {
        noClasses()
                .that()
                .resideOutsideOfPackages("threetier.schema", "threetier.pool..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("threetier.schema", "threetier.pool..")
                .check(PRODUCT);
    }

    /** The command uses the application only through files, environment variables and URLs. */
    @Test
    void commandAndApplicationDoNotUseEachOther() {
        noClasses()
                .that()
                .resideInAPackage("threetier.command..")
                .should()
                .dependOnClassesThat(resideInAPackage("threetier..").and(not(resideInAPackage("threetier.command.."))))
                .check(PRODUCT);
        noClasses()
                .that()
                .resideOutsideOfPackage("threetier.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("threetier.command..")
                .check(PRODUCT);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Manager|Helper)").check(PRODUCT);
    }

    /** The static methods of this class search all jars of the server for a provider on each call. */
    @Test
    void theProviderOfJsonIsSearchedOnce() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.json.Json")
                .check(PRODUCT);
    }

    /** A class with its nested classes. */
    private static final class EachClass implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass one) {
            return SliceIdentifier.of(one.getName().replaceFirst("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "each class";
        }
    }
}
