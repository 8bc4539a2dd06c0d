package threetier.command.edge;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of Varnish's configuration that comes from the distribution; the rest is {@code src/command/varnish}.
 *
 * @param ports the port of each origin, by its id
 * @param httpsPort the port to which clients without TLS are sent
 */
record Vcl(EdgeDistribution distribution, Map<String, Integer> ports, int httpsPort) {

    /** AWS's policy SecurityHeadersPolicy. The origin's own value wins, except for the first. */
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Strict-Transport-Security", "max-age=31536000",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "SAMEORIGIN",
            "Referrer-Policy", "strict-origin-when-cross-origin");

    String text() {
        List<EdgeBehaviour> behaviours = distribution.behaviours();
        return "vcl 4.1;\nimport std;\n"
                + distribution.origins().stream().map(this::backend).collect(Collectors.joining())
                + sub("repeat", repeat())
                + IntStream.range(0, behaviours.size())
                        .mapToObj(i -> sub("behaviour_" + i, behaviour(behaviours.get(i))))
                        .collect(Collectors.joining())
                + sub("behave", each("req", one -> "call behaviour_" + behaviours.indexOf(one) + ";"))
                + sub("key", each("req", one -> key(one.policy())))
                + sub("keep", each("bereq", one -> keep(one.policy())))
                + sub("secure", each("req", Vcl::security))
                + sub("error_page", errorPages())
                + sub(
                        "secure_address",
                        "set resp.http.Location = \"https://\" + regsub(req.http.Host, \":[0-9]+$\", \"\") + \":"
                                + httpsPort + "\" + req.url;");
    }

    private String backend(EdgeOrigin origin) {
        return String.join(
                "\n",
                "backend " + name(origin) + " {",
                "    .host = \"127.0.0.1\";",
                "    .port = \"" + ports.get(origin.id()) + "\";",
                "    .connect_timeout = " + origin.connectSeconds() + "s;",
                "    .first_byte_timeout = " + origin.answerSeconds() + "s;",
                "    .between_bytes_timeout = " + origin.answerSeconds() + "s;",
                "}\n");
    }

    private static String name(EdgeOrigin origin) {
        return "origin_" + origin.id().replaceAll("\\W", "_");
    }

    /** What happens after a failed attempt: CloudFront repeats only GET and HEAD. */
    private String repeat() {
        return distribution.origins().stream()
                .map(origin -> String.join(
                        "\n    ",
                        "if (bereq.backend == " + name(origin) + ") {",
                        "    if (bereq.retries < " + (origin.attempts() - 1) + " && bereq.method ~ \"^(GET|HEAD)$\") {",
                        "        return (retry);",
                        "    }",
                        "    set beresp.status = 502;",
                        "    set beresp.reason = \"Bad Gateway\";",
                        "    if (now >= bereq.time + " + origin.answerSeconds() + "s) {",
                        "        set beresp.status = 504;",
                        "        set beresp.reason = \"Gateway Timeout\";",
                        "    }",
                        "}"))
                .collect(Collectors.joining("\n    "));
    }

    private static String behaviour(EdgeBehaviour one) {
        CachePolicy policy = one.policy();
        StringBuilder text = new StringBuilder(one.redirect() ? "call only_https;\n    " : "");
        text.append("if (req.method !~ \"^(" + String.join("|", one.methods()) + ")$\") {\n")
                .append("        return (synth(403, \"Forbidden\"));\n    }\n")
                .append("    set req.backend_hint = " + name(one.origin()) + ";\n    ");
        if (!policy.stores()) {
            return text.append("call unstored;").toString();
        }
        if (policy.shortest() == 0) {
            // With a minimum of 0, and no-cache from the site, simultaneous requests do not get one answer (decision
            // 52)
            text.append("set req.hash_ignore_busy = true;\n    ");
        }
        return text.append(encodings(policy)).append("call stored;").toString();
    }

    /** CloudFront sends the origin only the encodings of the key. */
    private static String encodings(CachePolicy policy) {
        return "set req.http.x-edge-encodings = \"\";\n    "
                + policy.encodings().stream()
                        .map(encoding -> "if (req.http.Accept-Encoding ~ \"\\b" + encoding + "\\b\") {\n"
                                + "        set req.http.x-edge-encodings = req.http.x-edge-encodings + \"," + encoding
                                + "\";\n    }\n    ")
                        .collect(Collectors.joining())
                + "unset req.http.Accept-Encoding;\n"
                + "    if (req.http.x-edge-encodings != \"\") {\n"
                + "        set req.http.Accept-Encoding = regsub(req.http.x-edge-encodings, \"^,\", \"\");\n    }\n"
                + "    unset req.http.x-edge-encodings;\n    ";
    }

    private static String key(CachePolicy policy) {
        StringBuilder text = new StringBuilder("hash_data(");
        text.append(policy.query() ? "req.url" : "regsub(req.url, \"\\?.*$\", \"\")")
                .append(");");
        policy.headers().forEach(header -> text.append(" hash_data(req.http." + header + ");"));
        text.append(policy.cookies() ? " hash_data(req.http.Cookie);" : "");
        return text.append(policy.encodings().isEmpty() ? "" : " hash_data(req.http.Accept-Encoding);")
                .toString();
    }

    private static String keep(CachePolicy policy) {
        return String.join(
                "\n        ",
                "if (!beresp.http.Cache-Control && !beresp.http.Expires) { set beresp.ttl = " + policy.usual() + "s; }",
                "if (beresp.http.Cache-Control ~ \"(?i)no-cache|no-store|private\") { set beresp.ttl = 0s; }",
                "if (beresp.ttl < " + policy.shortest() + "s) { set beresp.ttl = " + policy.shortest() + "s; }",
                "if (beresp.ttl > " + policy.longest() + "s) { set beresp.ttl = " + policy.longest() + "s; }");
    }

    private static String security(EdgeBehaviour one) {
        return !one.secured()
                ? ""
                : SECURITY_HEADERS.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(header -> "set resp.http." + header.getKey() + " = \"" + header.getValue() + "\";")
                        .collect(Collectors.joining(" "));
    }

    private String errorPages() {
        return distribution.pages().entrySet().stream()
                .map(page -> String.join(
                        "\n    ",
                        "if (resp.status == " + page.getKey() + ") {",
                        "    set req.http.x-edge-status = \"" + page.getKey() + "\";",
                        "    set req.url = \"" + page.getValue() + "\";",
                        "    call error_request;",
                        "    return (restart);",
                        "}"))
                .collect(Collectors.joining("\n    "));
    }

    /** The first behaviour whose pattern matches. */
    private String each(String request, Function<EdgeBehaviour, String> action) {
        return distribution.behaviours().stream()
                .map(one ->
                        "if (" + request + ".url ~ \"" + one.urls() + "\") {\n        " + action.apply(one) + "\n    }")
                .collect(Collectors.joining(" else "));
    }

    private static String sub(String name, String body) {
        return "sub " + name + " {\n    " + body + "\n}\n";
    }
}
