package threetier.cloud;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * The stack can exist several times in an account, and in any region. Therefore no resource has a fixed name, and all
 * resources are tagged.
 */
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
    public void check(EvaluatedStack deployment, Problems problems) {
        for (Resource resource : deployment.resources()) {
            // The name of a record is a parameter, that of the site
            if (resource.type().equals("AWS::Route53::RecordSet")) {
                continue;
            }
            // A value that contains the id of another resource is a reference, not a name. A name that contains the
            // name of
            // the stack is another for each stack
            NAMES.stream()
                    .filter(resource.properties()::containsKey)
                    .filter(name -> !resource.text(name).contains("/")
                            && !resource.text(name).contains("stack"))
                    .forEach(name ->
                            problems.expect(false, resource.id() + " has a fixed name: " + resource.text(name)));
        }
        deployment
                .resources("AWS::CloudFormation::Stack")
                .forEach(stack -> problems.expect(
                        stack.maps("Tags").toString().equals("[{Key=three-tier, Value=stack}]"),
                        stack.id() + " does not pass on the tag"));
    }

    /** The regions and accounts that a template names. A template must not name any, because it must work in all. */
    static List<String> places(String text) {
        return PLACE.matcher(text).results().map(match -> match.group()).toList();
    }
}
