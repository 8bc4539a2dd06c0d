package threetier.command.http;

import java.net.ConnectException;
import java.net.UnknownHostException;

/** Why a site did not answer. */
public final class NoAnswer {

    private NoAnswer() {}

    /** Explains exceptions whose message is missing or only names a Java method. */
    public static String inWords(Exception failure) {
        if (failure instanceof ConnectException) {
            return "nothing accepts connections there";
        }
        if (failure instanceof UnknownHostException) {
            return "this host name has no address";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
