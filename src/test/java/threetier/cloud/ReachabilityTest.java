package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Who can reach whom is what the drawing in {@code docs/aws.md} says, no more and no less, however the templates are
 * deployed.
 */
class ReachabilityTest {

    @SuppressWarnings("unused")
    private static final List<Variant> VARIANTS = Variant.ALL;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void isAsDrawn(Variant variant) {
        assertEquals(List.of(), Reachability.problems(variant, Stacks.TEMPLATES));
    }
}
