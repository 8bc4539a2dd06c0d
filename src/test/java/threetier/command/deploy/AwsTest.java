package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.error.CommandException;

/** Tests the command with unusual configurations of the AWS CLI. */
class AwsTest {

    private static final String VERSION = "[ \"$1\" = --version ] && { echo aws-cli/2.27.0; exit; }\n";

    @TempDir
    private Path folder;

    /** With {@code cli_auto_prompt = on}, the AWS CLI would wait for input of the user. */
    @Test
    void nobodyIsAskedAnything() throws Exception {
        aws("[ \"$AWS_CLI_AUTO_PROMPT,${AWS_PAGER-less}\" = off, ] || { echo 'the CLI would prompt' >&2; exit 1; }\n"
                + "! read -r answer || { echo 'the input is not empty' >&2; exit 1; }\n"
                + VERSION
                + "[ \"$1\" = configure ] && echo eu-north-1 || echo '{\"Account\": \"111122223333\"}'\n");
        Aws aws = connect("");
        assertEquals("eu-north-1 111122223333", aws.region() + " " + aws.account());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The config profile (shop) could not be found                               | Is the name in AWS_PROFILE right?
            Unable to parse config file: /home/me/.aws/config                          | Repair that file,
            Error when retrieving token from sso: Token has expired and refresh failed | aws sso login
            Error loading SSO Token: Token for https://me.awsapps.com does not exist   | aws sso login
            """)
    void itsOwnWordsComeFirst(String words, String advice) throws Exception {
        for (String untilThen :
                new String[] {"", VERSION, VERSION + "[ \"$1\" = configure ] && { echo eu-north-1; exit; }\n"}) {
            aws(untilThen + "echo; echo '" + words + "' >&2\nexit 255\n");
            String said = problem("");
            assertTrue(said.startsWith(words + "\n  ") && said.contains(advice), said);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The SSO session associated with this profile has expired or is otherwise invalid. | Log in again: aws sso login --profile shop
            An error occurred (ExpiredToken) when calling the GetCallerIdentity operation     | Log in again: aws sso login --profile shop
            An error occurred (InvalidClientTokenId) when calling the Any operation           | Log in first: aws sso login --profile shop, or aws configure --profile shop
            Unable to parse config file: /home/me/.aws/config                                 | aws configure --profile shop
            """)
    void whatIsToBeTypedNamesTheProfile(String words, String advice) {
        assertTrue(new AwsFailure(words, "eu-central-1", "shop").message().endsWith(advice));
    }

    @Test
    void whatIsNotKnownIsToldInItsOwnWords() {
        String words = "An error occurred (AccessDenied) when calling the CreateBucket operation: Access Denied";
        assertEquals(words, new AwsFailure("\n" + words + "\n", "eu-central-1", "").message());
        assertEquals("The AWS CLI failed without a message.", new AwsFailure("", "eu-central-1", "").message());
    }

    @Test
    void anotherProgramOfThatNameIsNoOldCli() throws Exception {
        aws("exit 0\n");
        String program = folder.resolve("aws").toString();
        assertTrue(problem("eu-north-1").startsWith(program + " is not the AWS CLI: --version prints nothing."));
        aws("echo 'aws: a calculator'\n");
        assertTrue(problem("eu-north-1").startsWith(program + " is not the AWS CLI: --version prints \"aws: a calc"));
        aws(VERSION + "exit 0\n");
        assertTrue(problem("eu-north-1").startsWith(program + " reports no account"));
        aws(VERSION + "echo welcome\n");
        assertEquals("The AWS CLI did not print JSON for aws sts get-caller-identity: welcome", problem("eu-north-1"));
    }

    /** Without a distinction, the command would treat an existing stack as a missing one. */
    @Test
    void aLoginThatIsGoneIsNoStackThatIsNotThere() throws Exception {
        aws(VERSION + "[ \"$1\" = sts ] && { echo '{\"Account\": \"111122223333\"}'; exit; }\n"
                + "echo 'Error loading SSO Token: Token for https://me.awsapps.com does not exist' >&2\nexit 255\n");
        Aws aws = connect("eu-north-1");
        assertThrows(CommandException.class, () -> aws.find("cloudformation", "describe-stacks"));
    }

    private void aws(String script) throws Exception {
        Path program = Files.writeString(folder.resolve("aws"), "#!/usr/bin/env bash\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String problem(String region) {
        return assertThrows(CommandException.class, () -> connect(region)).getMessage();
    }

    private Aws connect(String region) {
        return Aws.connect(folder + ":/usr/bin:/bin", region, Duration.ZERO);
    }
}
