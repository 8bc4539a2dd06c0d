package threetier.command.rehearse.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import threetier.command.json.Json;
import threetier.command.template.PseudoParameters;

/**
 * The document by which an instance proves who it is. {@code cfn-signal} sends it instead of credentials, so a role
 * needs no permission to signal. AWS signs the document with RSA; here the signature is an HMAC of this process.
 */
final class IdentityDocument {

    /** The start of the header {@code Authorization}; the document in Base64, a colon and its signature follow. */
    static final String SCHEME = "CFN_V1 ";

    private final byte[] key = Caller.bytes(32);
    private final Callers callers;

    IdentityDocument(Callers callers) {
        this.callers = callers;
    }

    String document(Caller caller) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("accountId", PseudoParameters.ACCOUNT);
        fields.put("availabilityZone", caller.zone());
        fields.put("instanceId", caller.instance());
        fields.put("instanceType", caller.type());
        fields.put("privateIp", caller.address());
        fields.put("region", PseudoParameters.REGION);
        return Json.of(fields);
    }

    String signature(String document) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(document.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** @throws ApiError if the header has no document that this process has signed */
    Caller caller(String authorization) {
        String[] parts = authorization.substring(SCHEME.length()).split(":", 2);
        try {
            String document = new String(Base64.getDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            byte[] given = parts[parts.length - 1].getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(signature(document).getBytes(StandardCharsets.UTF_8), given)) {
                return callers.instance(Json.parse(document).text("instanceId")).orElseThrow();
            }
        } catch (IllegalArgumentException notBase64) {
            // The same answer as for a wrong signature
        }
        throw new ApiError(ApiError.DENIED, ApiError.FORBIDDEN, "The identity document is not signed by this region.");
    }
}
