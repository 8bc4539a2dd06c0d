package threetier.command.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A bean with an unsatisfied dependency. No server can deploy an application with this bean. */
@ApplicationScoped
class UndeployableBean {

    @Inject
    private Runnable nobodyHasIt;
}
