package threetier.command.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Wants what nobody gives, so that no server takes its application. */
@ApplicationScoped
class UndeployableBean {

    @Inject
    private Runnable nobodyHasIt;
}
