package threetier.command.rehearse.aws;

import java.util.List;
import java.util.TreeMap;
import threetier.command.json.Json;

/**
 * A request to an API.
 *
 * @param service as in the request's signature, like {@code logs}
 * @param operation like {@code PutLogEvents}
 * @param parameters those of the operation; in the query protocol, flat: {@code InstanceIds.member.1}
 */
record ApiCall(Caller caller, String service, String operation, Json parameters) {

    String text(String parameter) {
        return parameters.text(parameter);
    }

    /** The items of a list in the query protocol. Each item may have fields: {@code Targets.member.1.Id}. */
    List<String> items(String list, String field) {
        TreeMap<Integer, String> items = new TreeMap<>();
        parameters.value().getAsJsonObject().keySet().forEach(key -> {
            String number = key.replaceAll("^" + list + "\\.member\\.(\\d+)" + field + "$", "$1");
            if (!number.equals(key)) {
                items.put(Integer.parseInt(number), text(key));
            }
        });
        return List.copyOf(items.values());
    }
}
