package threetier.cloud;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A stack can stand twice in an account and in any region: nothing has a name of its own, and everything is tagged. */
final class NamingAssertions implements Assertion {

    private static final Set<String> NAMES = Set.of(
            "LoadBalancerName",
            "RoleName",
            "FunctionName",
            "DBInstanceIdentifier",
            "GroupName",
            "LogGroupName",
            "BucketName",
            "LaunchTemplateName",
            "DBSubnetGroupName",
            "DBClusterParameterGroupName",
            "InstanceProfileName",
            "AlarmName",
            "AutoScalingGroupName",
            "DBClusterIdentifier",
            "Name");
    private static final Pattern PLACE = Pattern.compile(
            "\\b(us|eu|ap|sa|ca|me|af|il|mx)-(north|south|east|west|central|gov)\\w*-\\d\\b|\\b\\d{12}\\b|arn:aws:");

    @Override
    public void check(Deployment deployment, Problems problems) {
        for (Resource resource : deployment.resources()) {
            // A reference to another resource is no name: its value contains the other's id
            NAMES.stream()
                    .filter(resource.properties()::containsKey)
                    .filter(name -> !resource.text(name).contains("/"))
                    .forEach(name ->
                            problems.expect(false, resource.id() + " has a name of its own: " + resource.text(name)));
        }
        deployment
                .resources("AWS::CloudFormation::Stack")
                .forEach(stack -> problems.expect(
                        stack.maps("Tags").toString().equals("[{Key=three-tier, Value=stack}]"),
                        stack.id() + " does not pass on the tag"));
    }

    /** What a text of a template says of a region or an account; templates are for any. */
    static List<String> places(String text) {
        return PLACE.matcher(text).results().map(match -> match.group()).toList();
    }
}
