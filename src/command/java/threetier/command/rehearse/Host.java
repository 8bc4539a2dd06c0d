package threetier.command.rehearse;

import java.util.List;
import threetier.command.template.Cidr;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Rule;

/**
 * A network namespace that plays an instance, a balancer, a function, a database or something outside the VPC.
 *
 * @param name unique, like {@code web-1}
 * @param member name in the drawing, like {@code web}
 * @param resource the resource that it plays; empty for what is outside the VPC
 * @param subnet the id of its subnet; empty outside the VPC
 * @param address of IPv4
 * @param publicAddress the address by which the internet reaches it; empty if it has none
 * @param groups its security groups
 */
record Host(
        String name,
        String member,
        String resource,
        String subnet,
        String address,
        String publicAddress,
        List<String> groups) {

    boolean isPublic() {
        return !publicAddress.isEmpty();
    }

    /** Whether it plays a resource of this type. */
    boolean plays(EvaluatedStack deployment, String type) {
        return !resource.isEmpty() && deployment.resource(resource).type().equals(type);
    }

    /** Whether a rule is for traffic from or to this host. */
    boolean isPeer(Rule rule) {
        return rule.peer() != null && groups.contains(rule.peer())
                || member.equals(Rule.CLOUDFRONT) && Rule.CLOUDFRONT.equals(rule.peer())
                || rule.addresses() != null && !rule.ipv6() && rule.addresses().contains(Cidr.of(address + "/32"));
    }
}
