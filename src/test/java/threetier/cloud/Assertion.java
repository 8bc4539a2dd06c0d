package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** A rule of this project for every deployment. No validator checks it. */
interface Assertion {

    List<Assertion> ALL = List.of(
            new NetworkAssertions(),
            new BalancerAssertions(),
            new NodeAssertions(),
            new ScalingAssertions(),
            new DatabaseAssertions(),
            new MaintenanceAssertions(),
            new RestoreAssertions(),
            new BackupAssertions(),
            new RestoreTestAssertions(),
            new EdgeAssertions(),
            new WebAclAssertions(),
            new NamesAssertions(),
            new RegionAssertions(),
            new ApplicationAssertions(),
            new SchemaAssertions(),
            new TimeoutAssertions(),
            new PolicyAssertions(),
            new SecretAssertions(),
            new ClusterAssertions(),
            new NamingAssertions(),
            new MetricAssertions(),
            new AlarmAssertions(),
            new RecipientAssertions());

    void check(EvaluatedStack deployment, Problems problems);

    /** Descriptions of all violations. */
    static List<String> problems(EvaluatedStack deployment) {
        Problems problems = new Problems();
        ALL.forEach(assertion -> assertion.check(deployment, problems));
        return problems.found;
    }

    /** Collects violations. */
    final class Problems {

        private final List<String> found = new ArrayList<>();

        boolean isEmpty() {
            return found.isEmpty();
        }

        void expect(boolean holds, String otherwise) {
            if (!holds) {
                found.add(otherwise);
            }
        }

        /** @param expected attributes of a balancer or a target group, as text */
        void attributes(Resource resource, String property, Map<String, String> expected) {
            expected.forEach((key, value) -> expect(
                    value.equals(attribute(resource, property, key)), resource.id() + ": " + key + " is not " + value));
        }
    }

    /** The value of a key in a list of key-value maps; empty if missing. */
    static String attribute(Resource resource, String property, String key) {
        return resource.maps(property).stream()
                .filter(entry -> key.equals(entry.get("Key")))
                .map(entry -> entry.get("Value").toString())
                .findFirst()
                .orElse("");
    }
}
