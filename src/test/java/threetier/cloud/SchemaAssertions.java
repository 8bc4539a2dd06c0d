package threetier.cloud;

import java.util.List;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** The schema function, which runs the migrations. */
final class SchemaAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        Resource function = deployment.resource("Schema/Function");
        Resource request = deployment.resource("Schema/Schema");
        problems.expect(
                request.text("ServiceToken").equals("Schema/Function.Arn"), "another function runs the migrations");
        problems.expect(
                request.text("ServiceTimeout").equals("300"), "CloudFormation does not stop waiting after 300 s");
        triggers(deployment, request, function, problems);
        Resource checked = deployment.resource("Schema/CheckedCode");
        problems.expect(
                checked.text("CodeSha256").equals(deployment.parameter("SchemaDigest"))
                        && checked.text("FunctionName").equals(function.id())
                        && "CheckedCode".equals(request.definition().get("DependsOn")),
                "the function's code runs before its digest is checked");
        problems.expect(function.text("Handler").startsWith("threetier.schema."), "the function runs other code");
        problems.expect(function.text("Runtime").equals("java21"), "the function runs on another Java");
        problems.expect(
                secrets(deployment).stream()
                        .allMatch(secret -> deployment
                                .resource("App/Role")
                                .properties()
                                .toString()
                                .contains(secret)),
                "the app tier does not depend on the schema");
    }

    /** The secrets of the app tier; in a second region those of the first, replicated. */
    private static List<String> secrets(EvaluatedStack deployment) {
        List<String> replicated = Resource.items(deployment.parameter("ReplicatedSecrets"));
        return deployment.parameter("ReplicatedSecrets").isEmpty()
                ? List.of("Schema/WriterSecret", "Schema/ReaderSecret")
                : replicated.subList(1, replicated.size());
    }

    /** CloudFormation calls the function again only when a property of the request changes. */
    private static void triggers(EvaluatedStack deployment, Resource request, Resource function, Problems problems) {
        problems.expect(
                request.text("Migrations").equals(deployment.parameter("Migrations")),
                "changed migrations do not trigger a run");
        problems.expect(
                request.text("Code").equals(function.map("Code").get("S3Key")),
                "changed code, with other grants, does not trigger a run");
        problems.expect(
                request.text("Writes").equals(deployment.parameter("Writes")),
                "a region that takes the writes over does not run the migrations");
        problems.expect(
                request.text("Cluster").equals("Database/Cluster.DBClusterResourceId"),
                "another database does not trigger a run");
        Template.map(function.map("Environment").get("Variables")).forEach((name, value) -> {
            if (name.endsWith("_USER") || name.endsWith("_SECRET")) {
                problems.expect(
                        request.texts("Users").contains(value)
                                || request.texts("Secrets").contains(value),
                        "a change of the function's " + name + " does not trigger a run");
            }
        });
    }
}
