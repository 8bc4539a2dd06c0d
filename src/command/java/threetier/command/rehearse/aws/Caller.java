package threetier.command.rehearse.aws;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import threetier.command.template.PseudoParameters;

/**
 * An instance or a function, with the temporary credentials of its role.
 *
 * @param instance its id, like {@code i-0123456789abcdef0}
 * @param address the IPv4 address by which the metadata service knows it
 * @param zone its availability zone
 * @param resource the id of the Auto Scaling group or function, like {@code Web/Nodes}
 * @param role the id of its role, like {@code Web/Role}
 * @param roleName the name of its role
 * @param type the instance type
 * @param image the machine image
 * @param userData the script that the instance runs at its start; empty for a function
 */
record Caller(
        String instance,
        String address,
        String zone,
        String resource,
        String role,
        String roleName,
        String type,
        String image,
        String userData,
        Credentials credentials) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Temporary credentials. {@code toString} omits what is secret. */
    record Credentials(String accessKey, String secretKey, String token) {

        static Credentials random() {
            return new Credentials(
                    "ASIA" + HexFormat.of().formatHex(bytes(8)).toUpperCase(Locale.ROOT),
                    Base64.getEncoder().encodeToString(bytes(30)),
                    Base64.getEncoder().encodeToString(bytes(96)));
        }

        @Override
        public String toString() {
            return accessKey;
        }
    }

    /** The ARN of the session of its role. */
    String arn() {
        return "arn:aws:sts::" + PseudoParameters.ACCOUNT + ":assumed-role/" + roleName + "/" + instance;
    }

    /** The stack of its group or function. */
    String stack() {
        return new PhysicalNames().stack(resource.substring(0, resource.lastIndexOf('/') + 1));
    }

    /** Random bytes that nobody can guess. */
    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
