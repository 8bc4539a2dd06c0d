package threetier.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.load.Latency;

class WrkTest {

    private static final String GOOD = """
            Running 10s test @ http://127.0.0.1:8080/read
              2 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     9.91ms    5.02ms  71.24ms   84.11%
                Req/Sec     3.30k   412.05     4.21k    70.50%
              Latency Distribution
                 50%  850.00us
                 75%   12.01ms
                 90%    1.53s
                 99%    1.20m
              65700 requests in 10.02s, 25.81MB read
            Requests/sec:   6570.00
            Transfer/sec:      2.58MB
            """;
    private static final String BAD = GOOD.replace(
            "Requests/sec:",
            "  Socket errors: connect 1, read 20, write 300, timeout 4000\n  Non-2xx or 3xx responses: 700\nRequests/sec:");

    @Test
    void readsCountsAndTimesInEveryUnit() {
        Run run = Wrk.parse(GOOD);
        assertEquals(65_700, run.answered());
        assertEquals(65_700, run.good());
        assertEquals(0, run.errors());
        assertEquals(10, run.seconds(), 1e-9);
        assertEquals(6_570, run.rate(), 1e-9);
        assertEquals(new Latency(0.85, 12.01, 1_530, 72_000), run.latency());
    }

    @Test
    void whatWasNoSuccessCountsAsAnErrorAndNotInTheRate() {
        Run run = Wrk.parse(BAD);
        assertEquals(65_000, run.good());
        assertEquals(6_500, run.rate(), 1e-9);
        assertEquals(700, run.refused());
        assertEquals(4_321, run.broken());
        assertEquals(5_021, run.errors());
    }

    @Test
    void nothingAnsweredIsARateOfZero() {
        Run run = Wrk.parse(
                "Latency Distribution\n 50% 0.00us\n 75% 0.00us\n 90% 0.00us\n 99% 0.00us\n 0 requests in 10.02s, 0.00B read\nRequests/sec:      0.00\n");
        assertEquals(0, run.rate());
        assertEquals(0, run.seconds());
    }

    @Test
    void anythingElseIsAnError() {
        assertThrows(CommandException.class, () -> Wrk.parse("unable to connect to 127.0.0.1:1 Connection refused"));
    }
}
