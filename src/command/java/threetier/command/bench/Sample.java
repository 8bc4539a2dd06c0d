package threetier.command.bench;

import java.util.Map;

/**
 * One run: a cell on a target.
 *
 * @param round from 1
 * @param cpu seconds of each tier
 * @param memory bytes of the app node after the run; 0 where there is none
 * @param others processors that everything else on this machine took meanwhile
 * @param truth null when nothing was stored
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

    /** Seconds of processor time of a tier for a thousand requests, which is milliseconds for one. */
    double cpuPerThousand(Tier tier) {
        return cpu.get(tier) * 1_000 / Math.max(1, run.good());
    }
}
