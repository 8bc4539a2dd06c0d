package threetier.schema;

import java.util.List;

/**
 * One step of {@link RestoreProof}.
 *
 * @param what what the step compared: {@code structure}, or the name of a table
 * @param rows the number of restored rows that the step compared or counted, or the number of tables
 * @param millis the duration in milliseconds
 * @param notes what is different but allowed, each as a sentence without a full stop. Examples: the source has deleted
 *     rows since; rows were not committed yet
 * @param faults what is wrong, each as one line that begins with the name of the table. Empty if the step found nothing
 */
public record ProofStep(String what, long rows, long millis, List<String> notes, List<String> faults) {

    public ProofStep {
        notes = List.copyOf(notes);
        faults = List.copyOf(faults);
    }
}
