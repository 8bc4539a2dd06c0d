package threetier.command.edge;

import java.util.Map;
import threetier.command.template.Template;

/**
 * An origin of a distribution.
 *
 * @param attempts how often a GET or HEAD is sent that gets no answer; other requests are sent once
 * @param connectSeconds the time limit of an attempt to connect
 * @param answerSeconds the longest time without a byte of the answer
 * @param pages whether it is the bucket of the error pages, rather than the site
 */
public record EdgeOrigin(String id, int attempts, int connectSeconds, int answerSeconds, boolean pages) {

    /** CloudFront's defaults (AWS::CloudFront::Distribution Origin). */
    private static final int ATTEMPTS = 3;

    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 30;

    static EdgeOrigin of(Map<String, Object> origin) {
        Map<String, Object> vpc = Template.map(origin.getOrDefault("VpcOriginConfig", Map.of()));
        return new EdgeOrigin(
                origin.get("Id").toString(),
                number(origin, "ConnectionAttempts", ATTEMPTS),
                number(origin, "ConnectionTimeout", CONNECT_SECONDS),
                number(vpc, "OriginReadTimeout", ANSWER_SECONDS),
                origin.containsKey("S3OriginConfig"));
    }

    private static int number(Map<String, Object> from, String name, int otherwise) {
        return Integer.parseInt(from.getOrDefault(name, otherwise).toString());
    }
}
