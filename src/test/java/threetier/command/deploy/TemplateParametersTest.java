package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateParametersTest {

    @Test
    void theyAreFoundHoweverTheTemplateIsWritten(@TempDir Path folder) throws Exception {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Resources: {Site: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub '${First}-x'}}}
                Parameters:
                  First: {Type: String}
                  Second:
                    Type: Number   # Parameters:
                    Default: 1
                Outputs:
                  Third: {Value: !GetAtt Site.Arn}
                """);
        assertEquals(Set.of("First", "Second"), TemplateParameters.of(template));
    }

    @Test
    void thoseOfTheRootTemplateAreFound() {
        assertTrue(TemplateParameters.of(Path.of("cloudformation/three-tier.yaml"))
                .containsAll(Set.of("Zones", "AppSizes", "ArtefactBucket")));
    }
}
