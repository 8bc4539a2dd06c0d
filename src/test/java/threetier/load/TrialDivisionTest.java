package threetier.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialDivisionTest {

    /** Never used up in these tests. */
    private static final Duration PLENTY = Duration.ofHours(1);

    /** A computation that no processor finishes within this time. */
    private static final Duration LITTLE = Duration.ofMillis(1);

    /** Compares with Java's own test, whose error for numbers of this size is below 2^-100. */
    @Test
    void agreesWithJavaOnAllSmallNumbers() {
        for (int number = 0; number < 20_000; number++) {
            assertEquals(BigInteger.valueOf(number).isProbablePrime(100), isPrime(number), Integer.toString(number));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 65_537, 2_147_483_647, 2_147_483_659L, 1_000_000_000_039L})
    void primesAreFound(long prime) {
        assertTrue(isPrime(prime));
    }

    /** Carmichael numbers pass Fermat's test. Squares of primes have no divisor below their root. */
    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, 561, 1_105, 1_729, 8_911, 825_265, 321_197_185, 9_801, 4_295_098_369L, 1_000_006_000_009L})
    void othersAreNot(long number) {
        assertFalse(isPrime(number));
    }

    /** The largest number below 2^63 and the largest even one: no overflow, and a small divisor. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1})
    void theLargestNumbersHaveSmallDivisors(long number) {
        assertFalse(isPrime(number));
    }

    /** 2^61 - 1, the largest prime below 2^63, and the largest product of two primes below it. */
    @ParameterizedTest
    @ValueSource(longs = {2_305_843_009_213_693_951L, 9_223_372_036_854_775_783L, 9_223_371_994_482_243_049L})
    void whatTakesTooLongIsGivenUp(long number) {
        RefusedException refusal =
                assertThrows(RefusedException.class, () -> TrialDivision.isPrime(number, new Budget(LITTLE)));
        assertTrue(refusal.getMessage().contains("seconds of CPU"), refusal.getMessage());
    }

    private static boolean isPrime(long number) {
        return TrialDivision.isPrime(number, new Budget(PLENTY));
    }
}
