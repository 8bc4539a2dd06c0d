package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * The distribution in front of the site: what it caches, that nothing that writes is sent twice, and that only it
 * reaches the site.
 */
final class EdgeAssertions implements Assertion {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    /** The policy of AWS that caches nothing. */
    private static final String NO_CACHE = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    /** The policy of AWS that forwards every header, cookie and query. */
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
    /** Each status that a distribution would otherwise cache for some seconds. */
    private static final Set<String> STATUSES =
            Set.of("400", "403", "404", "405", "414", "416", "500", "501", "502", "503", "504");
    /** What distinguishes the answers to two clients. */
    private static final Set<String> OF_A_CLIENT =
            Set.of("Host", "Accept", "Authorization", "Consistency-Token", "Change-Token");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        if (!deployment.behindEdge()) {
            problems.expect(
                    deployment.resources().stream()
                            .noneMatch(resource -> resource.id().startsWith("Origin")),
                    "an internal balancer without a distribution");
            return;
        }
        Map<String, Object> config = config(deployment);
        origins(deployment, config, problems);
        behaviours(deployment, config, problems);
        errors(config, problems);
        problems.expect(
                "http2and3".equals(config.get("HttpVersion")) && isTrue(config.get("IPV6Enabled")),
                "the distribution lacks HTTP/3 or IPv6");
        problems.expect(
                "Edge/WebAcl.Arn".equals(config.get("WebACLId")), "the distribution has no firewall, or another one");
        problems.expect(
                Resource.items(config.get("Aliases")).equals(deployment.names())
                        && Template.map(config.get("ViewerCertificate"))
                                .getOrDefault("MinimumProtocolVersion", "")
                                .toString()
                                .startsWith("TLSv1.2"),
                "the distribution does not serve the name of the site, or accepts old versions of TLS");
        log(deployment, problems);
        pages(deployment, problems);
        problems.expect(
                deployment.parameter("Balancers").equals("both")
                        || deployment.resources("AWS::ElasticLoadBalancingV2::LoadBalancer").stream()
                                .noneMatch(balancer -> balancer.text("Scheme").equals("internet-facing")),
                "clients can go around the distribution");
        problems.expect(
                deployment.resource("Web/Nodes").texts("TargetGroupARNs").stream()
                        .sorted()
                        .toList()
                        .equals(deployment.entrances().stream()
                                .map(stack -> stack + "/Targets")
                                .sorted()
                                .toList()),
                "web nodes are not behind each balancer");
    }

    private static Map<String, Object> config(EvaluatedStack deployment) {
        return deployment.resource("Edge/Distribution").map("DistributionConfig");
    }

    /** The balancer that CloudFront uses; empty without a distribution. */
    static String origin(EvaluatedStack deployment) {
        return deployment.resources("AWS::CloudFront::VpcOrigin").stream()
                .map(origin -> origin.map("VpcOriginEndpointConfig").get("Arn").toString())
                .findFirst()
                .orElse("");
    }

    /** The settings of the distribution's origins in the VPC. */
    static List<Map<String, Object>> vpcOrigins(EvaluatedStack deployment) {
        return maps(config(deployment).get("Origins"))
                .filter(origin -> origin.containsKey("VpcOriginConfig"))
                .map(origin -> Template.map(origin.get("VpcOriginConfig")))
                .toList();
    }

    private static void origins(EvaluatedStack deployment, Map<String, Object> config, Problems problems) {
        List<Resource> origins = deployment.resources("AWS::CloudFront::VpcOrigin");
        problems.expect(origins.size() == 1, "there is not one VPC origin");
        for (Resource origin : origins) {
            Map<String, Object> endpoint = origin.map("VpcOriginEndpointConfig");
            problems.expect(
                    "https-only".equals(endpoint.get("OriginProtocolPolicy"))
                            && Resource.items(endpoint.get("OriginSSLProtocols"))
                                    .equals(List.of("TLSv1.2")),
                    origin.id() + " is not reached over HTTPS");
            problems.expect("Origin/Balancer".equals(endpoint.get("Arn")), origin.id() + " is another balancer");
            problems.expect(
                    !origin.properties().containsKey("Tags"),
                    origin.id() + " has tags, which cannot change while in use");
        }
        maps(config.get("Origins"))
                .filter(origin -> origin.containsKey("VpcOriginConfig"))
                .forEach(origin -> problems.expect(
                        deployment.parameter("DomainName").equals(origin.get("DomainName"))
                                && origins.stream()
                                        .anyMatch(one -> one.id()
                                                .equals(Template.map(origin.get("VpcOriginConfig"))
                                                        .get("VpcOriginId"))),
                        "the origin " + origin.get("Id") + " has not the name of the certificate, or no VPC origin"));
        problems.expect(
                !config.containsKey("OriginGroups"), "a group of origins, which would send a request to two of them");
    }

    private static void behaviours(EvaluatedStack deployment, Map<String, Object> config, Problems problems) {
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(Template.map(config.get("DefaultCacheBehavior")));
        maps(config.get("CacheBehaviors")).forEach(all::add);
        for (Map<String, Object> behaviour : all) {
            String path = String.valueOf(behaviour.getOrDefault("PathPattern", "everything else"));
            boolean saves = !SAFE.containsAll(Resource.items(behaviour.get("AllowedMethods"))) || path.equals("/write");
            problems.expect(!saves || once(config, behaviour), path + ": a request that writes may be sent twice");
            problems.expect(
                    behaviour.get("ViewerProtocolPolicy").equals("redirect-to-https") || path.equals("/web-health"),
                    path + " is served without TLS");
            String policy = behaviour.get("CachePolicyId").toString();
            problems.expect(
                    path.startsWith("/problem/edge/") || ALL_VIEWER.equals(behaviour.get("OriginRequestPolicyId")),
                    path + ": the site does not get every header and cookie");
            problems.expect(
                    !policy.equals(NO_CACHE) || !isTrue(behaviour.get("Compress")),
                    path + ": compression would make a strong ETag weak");
            if (policy.startsWith("Edge/")) {
                policy(deployment.resource(policy), path, problems);
            }
            problems.expect(
                    policy.equals(NO_CACHE) || !path.matches("/write|everything else"), path + " may be cached");
        }
        Set<String> paths = all.stream()
                .map(behaviour -> String.valueOf(behaviour.get("PathPattern")))
                .collect(Collectors.toSet());
        problems.expect(
                paths.containsAll(Set.of("/write", "/assets/*", "/read", "/timestamps", "/users")),
                "a behaviour is missing: " + paths);
    }

    private static boolean once(Map<String, Object> config, Map<String, Object> behaviour) {
        return maps(config.get("Origins"))
                .filter(origin -> origin.get("Id").equals(behaviour.get("TargetOriginId")))
                .allMatch(origin -> "1".equals(String.valueOf(origin.get("ConnectionAttempts"))));
    }

    /** Nothing is cached without the site's word, and one client never gets what is for another. */
    private static void policy(Resource policy, String path, Problems problems) {
        Map<String, Object> config = policy.map("CachePolicyConfig");
        Map<String, Object> key = Template.map(config.get("ParametersInCacheKeyAndForwardedToOrigin"));
        problems.expect(
                "0".equals(String.valueOf(config.get("MinTTL")))
                        && "0".equals(String.valueOf(config.get("DefaultTTL"))),
                path + " may be cached without the site's word");
        problems.expect(isTrue(key.get("EnableAcceptEncodingGzip")), path + ": the key has no Accept-Encoding");
        problems.expect(
                "all".equals(Template.map(key.get("QueryStringsConfig")).get("QueryStringBehavior")),
                path + ": the key has no query");
        if (path.startsWith("/assets/")) {
            problems.expect("31536000".equals(String.valueOf(config.get("MaxTTL"))), path + " is not cached for good");
        } else if (!path.startsWith("/problem/")) {
            problems.expect("1".equals(String.valueOf(config.get("MaxTTL"))), path + " may be old");
            problems.expect(
                    Resource.items(Template.map(key.get("HeadersConfig")).get("Headers"))
                                    .containsAll(OF_A_CLIENT)
                            && "all"
                                    .equals(Template.map(key.get("CookiesConfig"))
                                            .get("CookieBehavior")),
                    path + ": a client may get what is for another");
        }
    }

    private static void errors(Map<String, Object> config, Problems problems) {
        List<Map<String, Object>> errors =
                maps(config.get("CustomErrorResponses")).toList();
        problems.expect(
                errors.stream()
                        .filter(error -> "0".equals(String.valueOf(error.get("ErrorCachingMinTTL"))))
                        .map(error -> error.get("ErrorCode").toString())
                        .collect(Collectors.toSet())
                        .equals(STATUSES),
                "errors are cached");
        Set<String> pages = errors.stream()
                .filter(error -> error.containsKey("ResponsePagePath"))
                .filter(error ->
                        error.get("ResponsePagePath").equals("/problem/edge/" + error.get("ErrorCode") + ".html")
                                && error.get("ErrorCode").equals(error.get("ResponseCode")))
                .map(error -> error.get("ErrorCode").toString())
                .collect(Collectors.toSet());
        problems.expect(
                pages.containsAll(Set.of("502", "504"))
                        && Set.of("403", "502", "504").containsAll(pages),
                "the pages of errors are " + pages);
        problems.expect(
                errors.stream()
                        .noneMatch(error -> "503".equals(String.valueOf(error.get("ErrorCode")))
                                && error.containsKey("ResponsePagePath")),
                "a page replaces httpd's own answer 503");
    }

    private static void log(EvaluatedStack deployment, Problems problems) {
        boolean complete = deployment.resources("AWS::Logs::DeliverySource").stream()
                        .anyMatch(source -> source.text("LogType").equals("ACCESS_LOGS")
                                && source.text("ResourceArn").endsWith(":distribution/Edge/Distribution"))
                && deployment.resources("AWS::Logs::Delivery").stream()
                        .anyMatch(delivery -> delivery.text("DeliverySourceName")
                                        .equals("Edge/LogSource")
                                && delivery.text("DeliveryDestinationArn").equals("Edge/LogDestination.Arn"))
                && deployment.resources("AWS::Logs::DeliveryDestination").stream()
                        .anyMatch(destination ->
                                destination.text("DestinationResourceArn").equals("Edge/Log.Arn"));
        problems.expect(complete, "the distribution has no log");
        deployment.resources("AWS::Logs::Delivery").forEach(delivery -> {
            List<String> fields = delivery.texts("RecordFields");
            problems.expect(
                    fields.containsAll(Set.of("c-ip", "cs-method", "cs-uri-stem", "sc-status"))
                            && fields.stream().noneMatch(Set.of("cs-uri-query", "cs(Cookie)")::contains),
                    "the log of the distribution lacks a field, or has queries or cookies");
        });
    }

    private static void pages(EvaluatedStack deployment, Problems problems) {
        problems.expect(
                deployment
                        .resource("Edge/Pages")
                        .text("PublicAccessBlockConfiguration")
                        .equals("{BlockPublicAcls=true, BlockPublicPolicy=true, IgnorePublicAcls=true,"
                                + " RestrictPublicBuckets=true}"),
                "the bucket of the error pages may be public");
        String policy = deployment.resource("Edge/PagesPolicy").text("PolicyDocument");
        problems.expect(
                policy.contains("distribution/Edge/Distribution") && policy.contains("aws:SecureTransport=false"),
                "others than the distribution may read the error pages");
    }

    private static Stream<Map<String, Object>> maps(Object list) {
        return list == null ? Stream.empty() : Template.list(list).stream().map(Template::map);
    }

    private static boolean isTrue(Object value) {
        return "true".equals(String.valueOf(value));
    }
}
