package threetier.cloud;

import java.util.List;

/** The schema function, which runs the migrations. */
final class SchemaAssertions implements Assertion {

    @Override
    public void check(Deployment deployment, Problems problems) {
        Resource function = deployment.resource("Schema/Function");
        Resource request = deployment.resource("Schema/Schema");
        problems.expect(
                request.text("ServiceToken").equals("Schema/Function.Arn"), "another function runs the migrations");
        problems.expect(
                request.text("ServiceTimeout").equals("300"), "CloudFormation does not stop waiting after 300 s");
        problems.expect(!request.text("Migrations").isEmpty(), "changed migrations do not trigger a run");
        problems.expect(function.text("Handler").startsWith("threetier.schema."), "the function runs other code");
        problems.expect(function.text("Runtime").equals("java21"), "the function runs on another Java");
        problems.expect(
                List.of("Schema/WriterSecret", "Schema/ReaderSecret").stream()
                        .allMatch(secret -> deployment
                                .resource("App/Role")
                                .properties()
                                .toString()
                                .contains(secret)),
                "the app tier does not depend on the schema");
    }
}
