package threetier.command.rehearse.aws;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import threetier.command.template.PseudoParameters;
import threetier.command.template.ResourceNames;

/**
 * Names and ARNs as AWS gives them to resources. User data and policies need them: a policy names an ARN, and a node
 * tells a secret from other settings by its ARN. The same id always gets the same name, in each process.
 */
public final class PhysicalNames implements ResourceNames {

    private static final int SUFFIX = 12;
    /** Balancers and target groups have shorter names than other resources. */
    private static final int SHORT = 32;

    private static final int HEX = 16;

    @Override
    public String reference(String id, String type) {
        return switch (type) {
            case "AWS::SecretsManager::Secret" -> arn("secretsmanager", "secret:" + logical(id) + "-" + random(id, 6));
            case "AWS::ElasticLoadBalancingV2::TargetGroup" ->
                arn("elasticloadbalancing", balancing("targetgroup", id));
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" ->
                arn("elasticloadbalancing", balancing("loadbalancer", id));
            case "AWS::SNS::Topic" -> arn("sns", name(id));
            case "AWS::S3::Bucket", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance" -> name(id).toLowerCase(Locale.ROOT);
            default -> name(id);
        };
    }

    @Override
    public String attribute(String id, String type, String attribute) {
        String name = reference(id, type);
        return switch (attribute) {
            case "Arn" ->
                switch (type) {
                    case "AWS::IAM::Role" -> global("iam", "role/" + name);
                    case "AWS::IAM::InstanceProfile" -> global("iam", "instance-profile/" + name);
                    case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + name + ":*");
                    case "AWS::Lambda::Function" -> arn("lambda", "function:" + name);
                    case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
                    default -> arn(type.split("::")[1].toLowerCase(Locale.ROOT), name);
                };
            case "MasterUserSecret.SecretArn" ->
                arn("secretsmanager", "secret:rds!cluster-" + uuid(id) + "-" + random(id, 6));
            case "Endpoint.Address" -> name + ".cluster-" + endpoint(id);
            case "ReadEndpoint.Address" -> name + ".cluster-ro-" + endpoint(id);
            case "DNSName" -> shortened(id) + "-" + hex(id, HEX) + "." + PseudoParameters.REGION + ".elb.amazonaws.com";
            case "TargetGroupFullName" -> balancing("targetgroup", id);
            case "LoadBalancerFullName" -> balancing("loadbalancer", id).replaceFirst("loadbalancer/", "");
            default -> name + "." + attribute;
        };
    }

    @Override
    public String stack(String path) {
        String parent = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
        return parent.isEmpty() ? ResourceNames.IDS.stack(path) : name(parent);
    }

    /** The ARN of the account's own resource in its region. */
    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + PseudoParameters.REGION + ":" + PseudoParameters.ACCOUNT + ":" + resource;
    }

    /** The ARN of a resource that belongs to no region. */
    static String global(String service, String resource) {
        return "arn:aws:" + service + "::" + PseudoParameters.ACCOUNT + ":" + resource;
    }

    private String name(String id) {
        String path = id.substring(0, id.lastIndexOf('/') + 1);
        return stack(path) + "-" + logical(id) + "-" + random(id, SUFFIX);
    }

    private static String logical(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private String balancing(String kind, String id) {
        return kind + "/" + shortened(id) + "/" + hex(id, HEX);
    }

    private String shortened(String id) {
        String name = id.replace('/', '-') + "-" + random(id, SUFFIX);
        return name.substring(0, Math.min(SHORT, name.length()));
    }

    private static String endpoint(String id) {
        return hex(id, SUFFIX) + "." + PseudoParameters.REGION + ".rds.amazonaws.com";
    }

    private static String random(String id, int length) {
        return hex(id, length).toUpperCase(Locale.ROOT);
    }

    private static String hex(String id, int length) {
        return uuid(id).toString().replace("-", "").substring(0, length);
    }

    private static UUID uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }
}
