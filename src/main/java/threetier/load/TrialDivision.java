package threetier.load;

/** A slow test whether a number is prime, on purpose: its CPU time grows with the square root of a prime. */
final class TrialDivision {

    /** Divisions between two checks of the budget: about a millisecond. */
    private static final int BETWEEN_CHECKS = 1 << 16;

    private TrialDivision() {}

    /**
     * Whether the number is prime.
     *
     * @param number at least 0
     * @throws RefusedException when the budget is used up before the answer is known
     */
    static boolean isPrime(long number, Budget budget) {
        if (number < 2) {
            return false;
        }
        // Not divisor * divisor <= number, which would overflow
        for (long divisor = 2; divisor <= number / divisor; divisor++) {
            if (number % divisor == 0) {
                return false;
            }
            if (divisor % BETWEEN_CHECKS == 0) {
                budget.check();
            }
        }
        return true;
    }
}
