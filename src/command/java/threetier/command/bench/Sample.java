package threetier.command.bench;

import java.util.Map;

/**
 * One run of a cell on a target.
 *
 * @param round from 1
 * @param cpu seconds of each tier
 * @param memory bytes of the app node after the run; 0 without an app node
 * @param others processors used by everything else on this machine during the run
 * @param truth null if the run stored nothing
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

    /** Processor time of a tier in seconds per thousand answers, which equals milliseconds per answer. */
    double cpuPerThousand(Tier tier) {
        return cpu.get(tier) * 1_000 / Math.max(1, run.good());
    }
}
