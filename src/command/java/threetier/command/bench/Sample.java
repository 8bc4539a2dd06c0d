package threetier.command.bench;

import java.util.Map;

/**
 * One run of a cell on a target.
 *
 * @param round the number of the round; the first round is 1
 * @param cpu the processor time of each tier in seconds
 * @param memory the memory of the app node after the run, in bytes; 0 without an app node
 * @param others the average number of processors that everything else on this machine used during the run
 * @param truth the rows acknowledged and stored; null if the run stored nothing
 */
record Sample(
        int round,
        String cell,
        String target,
        Run run,
        Map<Tier, Double> cpu,
        long memory,
        double others,
        StoredRows truth) {

    double rate() {
        return run.rate();
    }

    /** Processor time of a tier in seconds per thousand answers. The number is the same in milliseconds per answer. */
    double cpuPerThousand(Tier tier) {
        return cpu.get(tier) * 1_000 / Math.max(1, run.good());
    }
}
