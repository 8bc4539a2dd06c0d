package threetier.command.deploy;

import threetier.command.error.CommandException;

/**
 * A limit of the account in a region.
 *
 * @param service the code of the AWS service
 * @param code the code of the quota
 * @param what the things that the quota counts, in the plural
 */
record Quota(String service, String code, String what) {

    /** The quota for instances of the families A, C, D, H, I, M, R, T and Z. */
    static final Quota PROCESSORS = new Quota("ec2", "L-1216C47A", "vCPUs of standard on-demand instances");

    static final Quota ADDRESSES = new Quota("ec2", "L-0263D0A3", "Elastic IP addresses");
    static final Quota VPCS = new Quota("vpc", "L-F678F1CE", "VPCs");
    static final Quota APPLICATION_BALANCERS =
            new Quota("elasticloadbalancing", "L-53DA6B97", "application load balancers");
    static final Quota NETWORK_BALANCERS = new Quota("elasticloadbalancing", "L-69A177A2", "network load balancers");

    /** @throws CommandException if the limit cannot be read */
    int limit(Aws aws) {
        String value;
        try {
            value = read(aws, "get-service-quota");
        } catch (CommandException failure) {
            // An account has no quota value of its own until somebody has requested a change; the default applies
            if (!failure.getMessage().contains("NoSuchResource")) {
                throw failure;
            }
            value = read(aws, "get-aws-default-service-quota");
        }
        try {
            return (int) Double.parseDouble(value);
        } catch (NumberFormatException notUnderstood) {
            throw new CommandException("The answer has no value.", notUnderstood);
        }
    }

    private String read(Aws aws, String operation) {
        return aws.json("service-quotas", operation, "--service-code", service, "--quota-code", code)
                .text("Quota", "Value");
    }

    /** The command that asks AWS for a higher limit. */
    String request(int wanted, String region) {
        return "aws service-quotas request-service-quota-increase --service-code " + service + " --quota-code " + code
                + " --desired-value " + wanted + " --region " + region;
    }
}
