package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The network paths match the drawing in {@code docs/aws.md} exactly, in every variant of a deployment. */
class ReachabilityTest {

    @SuppressWarnings("unused")
    private static final List<Variant> VARIANTS = Variant.ALL;

    @ParameterizedTest
    @FieldSource("VARIANTS")
    void isAsDrawn(Variant variant) {
        assertEquals(List.of(), Reachability.problems(variant, Stacks.TEMPLATES));
    }
}
