package threetier.command.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.template.Cidr;

/** The parameters of the second region, which follow from those of the first. */
final class SecondRegion {

    /** Parameters whose values belong to one region. The second region has its own, or the defaults. */
    private static final Set<String> OF_A_REGION = Set.of(
            "VpcCidr",
            "ZoneNames",
            "ExistingVpcId",
            "ExistingPublicSubnets",
            "ExistingPrivateSubnets",
            "ExistingZones",
            "CertificateArn",
            "AccessLogBucket",
            "Image",
            "ImageId",
            "BackupCopyVault",
            "RestoreSnapshot",
            "RestoreCluster",
            "RestoreTime",
            "ArtefactBucket",
            "WebBundle",
            "AppBundle",
            "SchemaJar",
            "SchemaDigest",
            "Migrations",
            RegionRole.OTHER,
            RegionRole.GLOBAL,
            RegionRole.SECRETS,
            RegionRole.WRITES);

    private SecondRegion() {}

    /**
     * @param first the parameters of the first region in this deployment
     * @param last those of the last deployment of the second region; none if there is no stack
     * @param own those that the user gives for the second region
     */
    static Map<String, String> parameters(Settings first, Map<String, String> last, Map<String, String> own) {
        Map<String, String> parameters = new TreeMap<>(first.values());
        parameters.keySet().removeAll(OF_A_REGION);
        if (last.isEmpty()) {
            parameters.put("VpcCidr", beside(first.text("VpcCidr")));
        }
        parameters.putAll(own);
        return parameters;
    }

    /** A replica of a secret has the same ARN, but for the region. */
    static String secrets(String first, String region) {
        return Stream.of(first.split(","))
                .map(arn -> arn.replaceFirst("^((?:[^:]*:){3})[^:]*", "$1" + region))
                .collect(Collectors.joining(","));
    }

    /**
     * @param settings the parameters of the first region in this deployment
     * @param last those of its last deployment
     * @param there those of the last deployment of the second region; none if there is no stack
     * @param own those that the user gives for the second region
     * @throws CommandException if a second region cannot be, or is another one
     */
    static void refuse(
            String first,
            String second,
            Settings settings,
            Map<String, String> last,
            Map<String, String> there,
            Map<String, String> own) {
        if (second.equals(first)) {
            throw new CommandException("The second region must be another one than " + second + ".");
        }
        String former = last.getOrDefault(RegionRole.OTHER, "");
        if (!former.isEmpty() && !former.equals(second)) {
            throw new CommandException(
                    "The second region is " + former + ". First run ./three-tier deploy --no-standby.");
        }
        if (!last.getOrDefault(RegionRole.SECRETS, "").isEmpty()) {
            throw new CommandException(
                    first + " is the second region of this site. Run the command in " + former + ".");
        }
        if (settings.text("DatabaseClass").matches("db\\.t\\d.*")) {
            throw new CommandException("A global database takes no burstable class such as "
                    + settings.text("DatabaseClass") + ". Add: --param DatabaseClass=db.serverless, or db.r7g.large");
        }
        if (!settings.text("Balancers").equals("public")) {
            throw new CommandException(
                    "A site behind CloudFront has one region. First run ./three-tier deploy --no-edge.");
        }
        if (!settings.text("CertificateArn").isEmpty()
                && settings.text("HostedZoneId").isEmpty()
                && !own.containsKey("CertificateArn")
                && there.isEmpty()) {
            throw new CommandException(
                    "A certificate belongs to one region. Add: --standby-param CertificateArn=arn:aws:acm:" + second
                            + ":…");
        }
        String range = own.getOrDefault("VpcCidr", there.getOrDefault("VpcCidr", ""));
        if (!range.isEmpty() && Cidr.of(range).overlaps(Cidr.of(settings.text("VpcCidr")))) {
            throw new CommandException(
                    "The address ranges of the regions overlap: " + settings.text("VpcCidr") + " and " + range
                            + ". Choose another: --standby-param VpcCidr=" + beside(settings.text("VpcCidr")));
        }
    }

    /** The range of the same size that follows. */
    private static String beside(String range) {
        Cidr cidr = Cidr.of(range);
        return new Cidr(cidr.first() + (1L << (Integer.SIZE - cidr.prefix())), cidr.prefix()).toString();
    }
}
