package threetier.command.template;

import java.util.Map;

/** Parameters of the root template that no user sets. */
final class DeployedParameters {

    /** The parameters that {@code ./three-tier deploy} sets, and the value of Amazon Linux's public parameter. */
    static final Map<String, String> GIVEN = Map.of(
            "ArtefactBucket",
            "artefacts",
            "WebBundle",
            "web-" + "0".repeat(64) + ".tar.gz",
            "AppBundle",
            "app-" + "1".repeat(64) + ".tar.gz",
            "SchemaJar",
            "schema-1.jar",
            "SchemaDigest",
            "A".repeat(43) + "=",
            "Migrations",
            "1",
            "ZoneNames",
            String.join(",", PseudoParameters.ZONES),
            "Image",
            "ami-0123456789abcdef0");

    private DeployedParameters() {}
}
