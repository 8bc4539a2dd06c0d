package threetier.sample.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** One user. */
@ApplicationScoped
public class SampleUsers implements IdentityStore {

    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        return credential.compareTo("anna", "sample")
                ? new CredentialValidationResult("anna", Set.of("user"))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
