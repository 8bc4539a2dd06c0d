package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Something that must hold in every deployment and that no validator knows, because only this project can say it. */
interface Assertion {

    List<Assertion> ALL = List.of(
            new NetworkAssertions(),
            new BalancerAssertions(),
            new NodeAssertions(),
            new ScalingAssertions(),
            new DatabaseAssertions(),
            new SchemaAssertions(),
            new TimeoutAssertions(),
            new PolicyAssertions(),
            new SecretAssertions(),
            new NamingAssertions());

    void check(Deployment deployment, Problems problems);

    /** What does not hold, in words. */
    static List<String> problems(Deployment deployment) {
        Problems problems = new Problems();
        ALL.forEach(assertion -> assertion.check(deployment, problems));
        return problems.found;
    }

    /** Collects what does not hold. */
    final class Problems {

        private final List<String> found = new ArrayList<>();

        void expect(boolean holds, String otherwise) {
            if (!holds) {
                found.add(otherwise);
            }
        }

        /** @param expected attributes of a balancer or a group of targets, each as text */
        void attributes(Resource resource, String property, Map<String, String> expected) {
            expected.forEach((key, value) -> expect(
                    value.equals(attribute(resource, property, key)), resource.id() + ": " + key + " is not " + value));
        }
    }

    /** What a list of keys and values has for a key; empty when nothing. */
    static String attribute(Resource resource, String property, String key) {
        return resource.maps(property).stream()
                .filter(entry -> key.equals(entry.get("Key")))
                .map(entry -> entry.get("Value").toString())
                .findFirst()
                .orElse("");
    }
}
