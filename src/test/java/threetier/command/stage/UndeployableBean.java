package threetier.command.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Has an unsatisfied dependency, so that no server deploys its application. */
@ApplicationScoped
class UndeployableBean {

    @Inject
    private Runnable nobodyHasIt;
}
