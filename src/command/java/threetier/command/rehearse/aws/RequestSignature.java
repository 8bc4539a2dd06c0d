package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a request, version 4. It also says which service of which region the caller means.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
record RequestSignature(
        String accessKey, String date, String region, String service, List<String> headers, String signature) {

    static final String UNKNOWN_KEY = "InvalidClientTokenId";
    static final String MISMATCH = "SignatureDoesNotMatch";
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            ALGORITHM
                    + " Credential=(\\w+)/(\\d{8})/([\\w-]+)/([\\w-]+)/aws4_request, *SignedHeaders=([\\w;-]+), *Signature=(\\w+)");

    /**
     * Reads the header {@code Authorization}.
     *
     * @throws ApiError if the request is not signed in this way
     */
    static RequestSignature of(HttpExchange exchange) {
        Matcher parts = AUTHORIZATION.matcher(header(exchange, "Authorization"));
        if (!parts.matches()) {
            throw new ApiError("MissingAuthenticationToken", ApiError.FORBIDDEN, "Request is missing a signature.");
        }
        return new RequestSignature(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                parts.group(4),
                List.of(parts.group(5).split(";")),
                parts.group(6));
    }

    /**
     * Computes the signature anew and compares.
     *
     * @throws ApiError if the credentials are not those that have signed the request, or the request was changed
     */
    void verify(Caller.Credentials credentials, HttpExchange exchange, byte[] body) {
        if (!header(exchange, "X-Amz-Security-Token").equals(credentials.token())) {
            throw new ApiError(
                    UNKNOWN_KEY, ApiError.FORBIDDEN, "The security token included in the request is invalid.");
        }
        String scope = date + "/" + region + "/" + service + "/aws4_request";
        String toSign =
                String.join("\n", ALGORITHM, header(exchange, "X-Amz-Date"), scope, hash(request(exchange, body)));
        byte[] key = bytes("AWS4" + credentials.secretKey());
        for (String part : scope.split("/")) {
            key = mac(key, part);
        }
        if (!MessageDigest.isEqual(bytes(HexFormat.of().formatHex(mac(key, toSign))), bytes(signature))) {
            throw new ApiError(
                    MISMATCH,
                    ApiError.FORBIDDEN,
                    "The request signature we calculated does not match the signature you provided.");
        }
    }

    private byte[] request(HttpExchange exchange, byte[] body) {
        String query = exchange.getRequestURI().getRawQuery();
        String sorted = query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String signed = headers.stream()
                .map(name -> name + ":" + header(exchange, name).strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String given = header(exchange, "X-Amz-Content-Sha256");
        // Over TLS, the CLI may send a body to S3 without its digest. All other digests must be right
        String digest = given.matches("UNSIGNED-PAYLOAD|STREAMING-UNSIGNED-PAYLOAD-TRAILER") ? given : hash(body);
        return bytes(String.join(
                "\n",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                sorted,
                signed,
                String.join(";", headers),
                digest));
    }

    private static String header(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? "" : String.join(",", values);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
