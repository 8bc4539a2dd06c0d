package threetier;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.Resource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import javax.naming.Context;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("threetier");

    /** Who has no data source cannot choose one: which database answers is decided in one place. */
    @Test
    void onlyTheDatasourcePackageReachesADatabase() {
        noClasses().that().resideOutsideOfPackages("threetier.datasource", "threetier.schema", "threetier.pool")
                .should().dependOnClassesThat().belongToAnyOf(PersistenceContext.class, PersistenceUnit.class, EntityManagerFactory.class,
                        DataSource.class, Resource.class, Context.class)
                // Who reads an error code reaches no database
                .orShould().dependOnClassesThat(resideInAPackage("java.sql").and(not(equivalentTo(SQLException.class))))
                .check(PRODUCT);
    }

    @Test
    void transactionsBeginInTheDatasourcePackageOnly() {
        noClasses().that().resideOutsideOfPackage("threetier.datasource")
                .should().dependOnClassesThat().belongToAnyOf(Transactional.class).check(PRODUCT);
    }

    @Test
    void packagesDoNotDependOnEachOtherInACircle() {
        slices().matching("threetier.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    /** They are in other jars than the WAR. */
    @Test
    void theApplicationUsesNeitherTheMigrationsNorThePools() {
        noClasses().that().resideOutsideOfPackages("threetier.schema", "threetier.pool")
                .should().dependOnClassesThat().resideInAnyPackage("threetier.schema", "threetier.pool").check(PRODUCT);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Manager|Helper)").check(PRODUCT);
    }
}
