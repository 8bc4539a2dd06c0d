package threetier.command.rehearse.group;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a group launches an instance, and which one it ends if it has too many.
 *
 * @param version the current version of the launch template
 */
record Placement(List<GroupInstance> instances, List<String> subnets, int version) {

    /**
     * The subnet with the fewest instances; of several, the one with the fewest of the current version.
     *
     * @param without subnets in which nothing can be launched
     */
    Optional<String> emptiest(Set<String> without) {
        return subnets.stream()
                .filter(subnet -> !without.contains(subnet))
                .min(Comparator.<String>comparingLong(subnet -> in(subnet, false))
                        .thenComparingLong(subnet -> in(subnet, true)));
    }

    /**
     * Like AWS's default termination policy, but with the version before the zone: of the oldest version, in the
     * fullest zone, the oldest instance. One that still starts comes before all.
     */
    GroupInstance surplus() {
        return instances.stream()
                .filter(GroupInstance::counts)
                .min(Comparator.<GroupInstance>comparingInt(one -> one.inService() ? 1 : 0)
                        .thenComparingInt(one -> one.version() == version ? 1 : 0)
                        .thenComparingLong(one -> -in(one.subnet(), false))
                        .thenComparing(one -> one.launched().played()))
                .orElseThrow();
    }

    private long in(String subnet, boolean current) {
        return instances.stream()
                .filter(one -> one.exists() && one.subnet().equals(subnet) && (!current || one.version() == version))
                .count();
    }
}
