package threetier.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code destroy} and {@code rotate}. */
class DestroyTest extends RecordedAws {

    @Test
    void destroyAsksAndSaysWhatItKeeps() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"),
                stack("DELETE_COMPLETE"));
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(1, destroy("no", false));
        assertFalse(fake.called("delete-stack"));
        assertEquals(0, destroy("three-tier", false));
        assertTrue(fake.called("delete-stack") && !fake.called("delete-bucket"));
        assertTrue(said.toString().contains("Kept: a last snapshot of the database, its error log in CloudWatch, and the bucket three-tier-111122223333-eu-central-1"));
    }

    /** No stack knows them, and the cluster stays as long as one is there. */
    @Test
    void destroyRemovesTheReadersThatLoadHasBrought() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Outputs\": [",
                "\"Outputs\": [{\"OutputKey\": \"Cluster\", \"OutputValue\": \"c\"},"), stack("CREATE_COMPLETE"));
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Outputs\": [",
                "\"Outputs\": [{\"OutputKey\": \"Cluster\", \"OutputValue\": \"c\"},"), stack("CREATE_COMPLETE"), stack("DELETE_COMPLETE"));
        fake.answers("rds-describe-db-instances", "{\"DBInstances\": [{\"DBInstanceIdentifier\": \"three-tier-instance1\"}, "
                + "{\"DBInstanceIdentifier\": \"application-autoscaling-1\"}]}");
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(0, destroy("three-tier", false));
        assertTrue(Stream.of("application-autoscaling register-scalable-target --service-namespace rds --resource-id cluster:c",
                "rds delete-db-instance --db-instance-identifier application-autoscaling-1", "cloudformation delete-stack").map(this::index)
                .reduce((one, next) -> one >= 0 && one < next ? next : -1).orElseThrow() > 0, fake.calls().toString());
        assertFalse(fake.called("--db-instance-identifier three-tier-instance1"));
    }

    @Test
    void destroyEmptiesTheBucketAfterTheStackIsGone() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"), stack("CREATE_COMPLETE"),
                stack("DELETE_COMPLETE"));
        events("[]", event("1", ID, "three-tier", "DELETE_IN_PROGRESS", ""));
        assertEquals(0, destroy("three-tier", true));
        assertTrue(Stream.of("cloudformation delete-stack", "s3 rm s3://three-tier-111122223333-eu-central-1 --recursive",
                "s3api delete-bucket").map(this::index)
                .reduce((one, next) -> one >= 0 && one < next ? next : -1).orElseThrow() > 0, fake.calls().toString());
    }

    @Test
    void destroyStopsAtDeletionProtection() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE").replace("\"Zones\"", "\"DeletionProtection\"")
                .replace("\"3\"", "\"true\""));
        assertTrue(assertThrows(DeployException.class, () -> destroy("three-tier", false)).getMessage()
                .contains("--param DeletionProtection=false"));
    }

    @Test
    void passwordsAreRotatedAroundTheReplacementOfTheNodes() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE")
                .replace("\"Outputs\": [", "\"Outputs\": [{\"OutputKey\": \"SchemaFunction\", \"OutputValue\": \"f\"},"
                + "{\"OutputKey\": \"AppNodes\", \"OutputValue\": \"g\"},"));
        fake.answers("lambda-invoke", "{\"StatusCode\": 200}");
        fake.answers("autoscaling-start-instance-refresh", "{\"InstanceRefreshId\": \"r\"}");
        fake.answers("autoscaling-describe-instance-refreshes", "{\"InstanceRefreshes\": [{\"Status\": \"InProgress\", \"PercentageComplete\": 50}]}",
                "{\"InstanceRefreshes\": [{\"Status\": \"Failed\", \"StatusReason\": \"a node is unhealthy\"}]}",
                        "{\"InstanceRefreshes\": [{\"Status\": \"Successful\"}]}");
        assertTrue(assertThrows(DeployException.class, this::rotate).getMessage().contains("a node is unhealthy"));
        assertFalse(fake.called("\"end\""), "the old password is still needed");
        assertEquals(0, rotate());
        assertTrue(index("lambda invoke") < index("autoscaling start-instance-refresh") && fake.called("{\"Rotate\": \"end\"}"));
    }

    private int rotate() {
        return new Rotate(Aws.connect(fake.path(), "eu-central-1"), project, said::add).run("three-tier");
    }

    private int destroy(String answer, boolean artefacts) {
        return new Destroy(Aws.connect(fake.path(), "eu-central-1"), project, said::add, () -> Optional.of(answer))
                .run("three-tier", artefacts);
    }
}
