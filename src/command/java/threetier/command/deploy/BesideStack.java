package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;

/**
 * The stack of a second application (cloudformation/application.yaml).
 *
 * @param parameters of its last deployment
 */
record BesideStack(String name, Map<String, String> parameters) {

    /** The parameter that has the name of the stack beside this one. */
    static final String BESIDE = "Beside";

    /** All stacks that use the balancers and databases of this one, in this region. */
    static List<BesideStack> of(Aws aws, String first) {
        return aws.json("cloudformation", "describe-stacks").at("Stacks").items().stream()
                .filter(stack -> stack.text("ParentId").isEmpty())
                .map(stack -> new BesideStack(
                        stack.text("StackName"),
                        stack.at("Parameters").items().stream()
                                .collect(Collectors.toMap(
                                        parameter -> parameter.text("ParameterKey"),
                                        parameter -> parameter.text("ParameterValue")))))
                .filter(stack -> stack.text(BESIDE).equals(first))
                .toList();
    }

    Settings settings(Path project) {
        return Settings.of(project.resolve("cloudformation/application.yaml"), parameters, Map.of());
    }

    String text(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** @throws CommandException if a second application needs this stack */
    static void refuseToRemove(Aws aws, String first) {
        List<String> others = of(aws, first).stream().map(BesideStack::name).toList();
        if (!others.isEmpty()) {
            throw new CommandException("The balancers and databases of " + first + " also serve "
                    + String.join(", ", others) + ". Remove that first: ./three-tier destroy --stack "
                    + others.get(0) + " --region " + aws.region());
        }
    }

    /** @throws CommandException if a second application uses the stack, whose database then has one region */
    static void refuseSecondRegion(Aws aws, String first) {
        if (!of(aws, first).isEmpty()) {
            throw new CommandException("A second application has one region. First remove "
                    + of(aws, first).get(0).name() + ", or leave out --standby.");
        }
    }

    /**
     * @param first the stack whose balancers this application uses
     * @param balancers those that the first stack keeps
     * @throws CommandException if this application gets its requests only from another balancer
     */
    void refuseToLoseBalancer(Aws aws, String first, String balancers) {
        if (!balancers.equals("both") && !List.of("both", balancers).contains(text("Balancers"))) {
            throw new CommandException(name + " still gets its requests from the balancer that would go."
                    + " First run, and then this command again:\n  ./three-tier deploy --beside " + first + " --stack "
                    + name + " --region " + aws.region());
        }
    }
}
