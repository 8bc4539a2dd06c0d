package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackSiteTest extends RecordedAws {

    @ParameterizedTest
    @CsvSource({
        "http://site.example, true",
        "https://SITE.example:8443/path, true",
        "http://balancer-1.elb.example, true",
        "http://site.example.org, false",
        "http://other.example, false"
    })
    void aStackHasTheNamesOfItsSiteAndOfItsBalancer(String url, boolean known) {
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "Balancer", "Balancer-1.elb.example"));
        assertEquals(known, new StackSite(aws(), "three-tier").isAt(url));
    }

    @Test
    void noStackHasNoSite() {
        fake.fails("cloudformation-describe-stacks", NO_STACK);
        assertFalse(new StackSite(aws(), "three-tier").isAt("http://site.example"));
    }
}
