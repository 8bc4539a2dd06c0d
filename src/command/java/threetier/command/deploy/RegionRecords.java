package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.json.Json;

/** The failover records of two regions (cloudformation/global.yaml). */
final class RegionRecords {

    private final Aws aws;
    private final String zone;
    private final String name;

    /** @param parameters those of the root stack of either region */
    RegionRecords(Aws aws, Map<String, String> parameters) {
        this.aws = aws;
        zone = parameters.getOrDefault("HostedZoneId", "");
        name = "regions." + parameters.getOrDefault("DomainName", "");
    }

    /** Whether the stacks make DNS records at all. */
    boolean made() {
        return !zone.isEmpty();
    }

    private List<Json> all() {
        return aws
                .json(
                        "route53",
                        "list-resource-record-sets",
                        "--hosted-zone-id",
                        zone,
                        "--start-record-name",
                        name,
                        "--max-items",
                        "10")
                .at("ResourceRecordSets")
                .items()
                .stream()
                .filter(record -> record.text("Name").equals(name + ".")
                        && !record.text("Failover").isEmpty())
                .toList();
    }

    /** Whether the primary records are those of this balancer. */
    boolean lead(String balancer) {
        List<Json> records = all();
        return !records.isEmpty()
                && records.stream()
                        .allMatch(record -> record.text("Failover").equals("PRIMARY") == isOf(record, balancer));
    }

    /** Makes the records of this balancer the primary ones, and the others secondary, all at the same moment. */
    void leadTo(String balancer) {
        List<Object> changes = new ArrayList<>();
        List<Json> records = all();
        records.forEach(record -> changes.add(Map.of("Action", "DELETE", "ResourceRecordSet", record.value())));
        for (Json record : records) {
            var changed = record.value().getAsJsonObject().deepCopy();
            changed.addProperty("Failover", isOf(record, balancer) ? "PRIMARY" : "SECONDARY");
            changes.add(Map.of("Action", "CREATE", "ResourceRecordSet", changed));
        }
        if (!changes.isEmpty()) {
            aws.json(
                    "route53",
                    "change-resource-record-sets",
                    "--hosted-zone-id",
                    zone,
                    "--change-batch",
                    Json.of(Map.of("Changes", changes)));
        }
    }

    /** What Route 53 has, and what it answers now, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        all().stream()
                .filter(record -> record.text("Type").equals("A"))
                .forEach(record -> lines.add("DNS: " + record.text("Failover").toLowerCase(Locale.ROOT) + " "
                        + record.text("AliasTarget", "DNSName")));
        Json answer = aws.json(
                "route53", "test-dns-answer", "--hosted-zone-id", zone, "--record-name", name, "--record-type", "A");
        lines.add("DNS answers "
                + answer.at("RecordData").items().stream().map(Json::text).collect(Collectors.joining(", "))
                + "; clients may keep the answer before for a minute");
        return lines;
    }

    private static boolean isOf(Json record, String balancer) {
        return record.text("AliasTarget", "DNSName").replaceFirst("\\.$", "").equalsIgnoreCase(balancer);
    }
}
