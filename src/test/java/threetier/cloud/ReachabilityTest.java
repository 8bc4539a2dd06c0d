package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests that the network paths of every variant of a deployment are exactly those of the drawing in docs/aws.md. */
class ReachabilityTest {

    @SuppressWarnings("unused")
    private static final List<Variant> VARIANTS = Variant.ALL;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void isAsDrawn(Variant variant) {
        assertEquals(List.of(), Reachability.problems(variant, variant.deploy(Stacks.TEMPLATES)));
    }
}
