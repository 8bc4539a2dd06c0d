package threetier.command.edge;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HAProxy's configuration: TLS and HTTP/2 for the clients, compression, and the bucket of the error pages.
 *
 * @param httpsPort for clients
 * @param httpPort for clients without TLS
 * @param cachePort Varnish, which listens for the PROXY protocol
 * @param pagesPort the bucket
 */
record TlsFront(EdgeDistribution distribution, int httpsPort, int httpPort, int cachePort, int pagesPort) {

    private static final String LISTEN = "    bind 127.0.0.1:";
    /** The types that CloudFront compresses, as far as the site has them (Amazon CloudFront Developer Guide). */
    private static final String COMPRESSED = "application/json application/problem+json text/html text/plain text/css"
            + " text/javascript image/svg+xml";

    /**
     * @param certificate the file with the certificate of the site and its private key
     * @param pages the folder of the error pages
     */
    String text(Path certificate, Path pages, Map<String, ErrorPages.Header> files) {
        int longest = distribution.origins().stream()
                .mapToInt(origin -> origin.attempts() * (origin.connectSeconds() + origin.answerSeconds()))
                .max()
                .orElseThrow();
        return """
                # On a laptop, this HAProxy and a Varnish replace CloudFront. Generated from cloudformation/edge.yaml by ./three-tier
                global
                    maxconn 4096
                    tune.bufsize 98304
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server %ds
                    timeout http-keep-alive 10s
                    retries 0
                    option http-no-delay
                    # On a connection that was used before, a request could get lost without an answer
                    option http-server-close
                frontend edge
                """.formatted(longest)
                + LISTEN + httpsPort + " ssl crt " + certificate + " alpn h2,http/1.1 ssl-min-ver "
                + distribution.oldestTls() + "\n"
                + LISTEN + httpPort + "\n"
                + """
                    http-request set-uri %[pathq]
                    http-request set-header X-Forwarded-Proto http
                    http-request set-header X-Forwarded-Proto https if { ssl_fc }
                """
                + distribution.behaviours().stream()
                        .map(one -> "    use_backend " + (one.compress() ? "compressed" : "plain")
                                + " if { path -m reg " + one.paths().replace("\\", "\\\\") + " }\n")
                        .collect(Collectors.joining())
                + "backend compressed\n    compression algo gzip\n    compression type " + COMPRESSED + "\n"
                + "    server cache 127.0.0.1:" + cachePort + " send-proxy-v2\n"
                + "backend plain\n    server cache 127.0.0.1:" + cachePort + " send-proxy-v2\n"
                + "frontend pages\n" + LISTEN + pagesPort + "\n"
                + files.entrySet().stream()
                        .map(file -> returned(pages, file.getKey(), file.getValue()))
                        .collect(Collectors.joining())
                // A bucket that nobody may list answers 403 for what it does not have
                + "    http-request deny deny_status 403\n";
    }

    private static String returned(Path pages, String name, ErrorPages.Header header) {
        return "    http-request return status 200 content-type \"" + header.type() + "\" file " + pages.resolve(name)
                + " hdr Cache-Control \"" + header.cacheControl() + "\" hdr ETag \"\\\"" + header.tag()
                + "\\\"\" if { path /" + ErrorPages.FOLDER + name + " }\n";
    }
}
