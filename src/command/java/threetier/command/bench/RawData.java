package threetier.command.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import threetier.command.json.Json;

/** All measurements as JSON. */
final class RawData {

    private RawData() {}

    /** @param newNodes measurements of newly started app nodes */
    static String json(String machine, Options options, Results results, List<NewNode> newNodes) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("seconds", options.seconds());
        all.put("rounds", options.rounds());
        all.put("newNodes", newNodes.stream().map(RawData::newNode).toList());
        all.put("samples", results.samples().stream().map(RawData::sample).toList());
        return Json.of(all) + "\n";
    }

    private static Map<String, Object> newNode(NewNode node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("target", node.target());
        fields.put("firstAnswerSeconds", node.firstAnswer());
        fields.put("underLoadSeconds", node.seconds());
        fields.put("answered", node.run().answered());
        fields.put("refused", node.run().refused());
        fields.put("broken", node.run().broken());
        fields.put("p99Millis", node.run().latency().p99());
        return fields;
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("round", sample.round());
        fields.put("cell", sample.cell());
        fields.put("target", sample.target());
        fields.put("perSecond", sample.rate());
        fields.put("answered", sample.run().answered());
        fields.put("refused", sample.run().refused());
        fields.put("broken", sample.run().broken());
        fields.put("seconds", sample.run().seconds());
        fields.put("p50Millis", sample.run().latency().p50());
        fields.put("p75Millis", sample.run().latency().p75());
        fields.put("p90Millis", sample.run().latency().p90());
        fields.put("p99Millis", sample.run().latency().p99());
        sample.cpu().forEach((tier, seconds) -> fields.put(tier.words() + "CpuSeconds", seconds));
        fields.put("appMemoryBytes", sample.memory());
        fields.put("othersProcessors", sample.others());
        if (sample.truth() != null) {
            fields.put("acknowledgedRows", sample.truth().acknowledged());
            fields.put("writerRows", sample.truth().writer());
            fields.put("readerRows", sample.truth().reader());
        }
        return fields;
    }
}
