package threetier.command.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters that CloudFormation itself defines. */
public final class PseudoParameters {

    /** The region for which templates are evaluated. */
    public static final String REGION = "eu-central-1";

    /** The account for which templates are evaluated. */
    public static final String ACCOUNT = "111122223333";

    static final Object NO_VALUE = new Object();

    private static final Map<String, Object> VALUES = Map.of(
            "AWS::Region",
            REGION,
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::URLSuffix",
            "amazonaws.com",
            "AWS::StackId",
            "arn:aws:cloudformation:eu-central-1:111122223333:stack/stack/0a1b2c3d-0000-0000-0000-000000000000",
            "AWS::NoValue",
            NO_VALUE);

    private PseudoParameters() {}

    /** Availability zones of the region. */
    static final List<String> ZONES = List.of(REGION + "a", REGION + "b", REGION + "c");

    /** @param stack the value of {@code AWS::StackName} */
    static Optional<Object> value(String name, String stack) {
        return name.equals("AWS::StackName") ? Optional.of(stack) : Optional.ofNullable(VALUES.get(name));
    }
}
