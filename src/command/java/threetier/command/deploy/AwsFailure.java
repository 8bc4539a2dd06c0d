package threetier.command.deploy;

import java.util.regex.Pattern;

/**
 * A failure of the AWS CLI.
 *
 * @param said the error output of the CLI
 * @param region the region of the command; empty if the region is not known yet
 * @param profile the profile in the configuration of the CLI; empty for the default profile
 */
record AwsFailure(String said, String region, String profile) {

    private static final Pattern NO_PROFILE = Pattern.compile("config profile \\(.*\\) could not be found");
    private static final Pattern NO_CONFIGURATION =
            Pattern.compile("Unable to parse config file|Invalid configuration");
    private static final Pattern LOGIN_ENDED = Pattern.compile(
            "(?i)ExpiredToken|RequestExpired|token has expired|session\\b.*\\b(expired|invalid)|(loading|from) sso|UnauthorizedSSOToken");
    private static final Pattern NO_LOGIN = Pattern.compile(
            "Unable to locate credentials|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|Partial credentials");
    private static final Pattern NO_REGION =
            Pattern.compile("Could not connect to the endpoint URL|Invalid endpoint|doesn't match a supported format");
    private static final Pattern NO_BUCKET = Pattern.compile("\\(403\\).*HeadBucket");

    /**
     * Returns the message of the CLI unchanged, so that a user can search for it, followed by advice if there is any.
     */
    String message() {
        String advice = advice();
        String words = said.isBlank() ? "The AWS CLI failed without a message." : said.strip();
        return advice.isEmpty() ? words : words + "\n  " + advice;
    }

    private String advice() {
        String login = "aws sso login" + option();
        if (is(NO_PROFILE)) {
            return "Is the name in AWS_PROFILE right? aws configure list-profiles lists all profiles.";
        }
        if (is(NO_CONFIGURATION)) {
            return "Repair that file, or move it away and create a new one: aws configure" + option();
        }
        if (is(LOGIN_ENDED)) {
            return "The login of the AWS CLI has expired. Log in again: " + login;
        }
        if (is(NO_LOGIN)) {
            return "The AWS CLI has no valid credentials. Log in first: " + login + ", or aws configure" + option();
        }
        if (is(NO_REGION)) {
            return "AWS does not answer in the region \"" + region
                    + "\". Is that the name of a region, and enabled for this account?";
        }
        if (is(NO_BUCKET)) {
            return "You may not access the bucket of the uploads, or it belongs to another account. Ask for s3:ListBucket on it, or use another region.";
        }
        return "";
    }

    private boolean is(Pattern kind) {
        return kind.matcher(said).find();
    }

    private String option() {
        return profile.isEmpty() ? "" : " --profile " + profile;
    }
}
