package threetier.command.edge;

import java.util.List;
import java.util.Map;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * What a distribution stores, for how long, and what tells stored answers apart.
 *
 * @param shortest the minimum TTL in seconds; {@code usual} is that of an answer that says nothing, {@code longest} the
 *     maximum
 * @param headers the headers of the request that are part of the key
 * @param cookies whether all cookies are part of the key; otherwise none is
 * @param query whether the query is part of the key
 * @param encodings the encodings of {@code Accept-Encoding} that are part of the key
 */
record CachePolicy(
        long shortest,
        long usual,
        long longest,
        List<String> headers,
        boolean cookies,
        boolean query,
        List<String> encodings) {

    /** AWS's policy CachingDisabled. */
    static final CachePolicy NOTHING = new CachePolicy(0, 0, 0, List.of(), false, false, List.of());
    /** AWS's policy CachingOptimized, with the values of the Amazon CloudFront Developer Guide. */
    static final CachePolicy OPTIMIZED =
            new CachePolicy(1, 86_400, 31_536_000, List.of(), false, false, List.of("br", "gzip"));

    /** @throws IllegalArgumentException if the policy has a setting that the edge of a stage does not know */
    static CachePolicy of(Resource policy) {
        Map<String, Object> config = policy.map("CachePolicyConfig");
        Map<String, Object> key = Template.map(config.get("ParametersInCacheKeyAndForwardedToOrigin"));
        Map<String, Object> headers = Template.map(key.get("HeadersConfig"));
        List<String> encodings = List.of("br", "gzip").stream()
                .filter(encoding -> "true"
                        .equals(String.valueOf(
                                key.get("EnableAcceptEncoding" + (encoding.equals("br") ? "Brotli" : "Gzip")))))
                .toList();
        return new CachePolicy(
                seconds(config, "MinTTL"),
                seconds(config, "DefaultTTL"),
                seconds(config, "MaxTTL"),
                "none".equals(headers.get("HeaderBehavior")) ? List.of() : Resource.items(headers.get("Headers")),
                all(policy, key, "CookiesConfig", "CookieBehavior"),
                all(policy, key, "QueryStringsConfig", "QueryStringBehavior"),
                encodings);
    }

    private static long seconds(Map<String, Object> config, String name) {
        return Long.parseLong(config.get(name).toString());
    }

    private static boolean all(Resource policy, Map<String, Object> key, String part, String name) {
        Object value = Template.map(key.get(part)).get(name);
        if (!"all".equals(value) && !"none".equals(value)) {
            throw new IllegalArgumentException(
                    policy.id() + ": " + name + " is " + value + ". The edge of a stage knows only all and none.");
        }
        return "all".equals(value);
    }

    /** Whether answers are stored at all. */
    boolean stores() {
        return longest > 0;
    }
}
