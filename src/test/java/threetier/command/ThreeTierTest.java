package threetier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import threetier.command.bench.Cell;
import threetier.command.bench.NewNodes;
import threetier.command.bench.Options;
import threetier.command.load.LoadPlan;
import threetier.command.load.Mix;

/** Parsing of the command line, and the messages for invalid input. */
class ThreeTierTest {

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "-1", "two", "1.5", "99999999999", ""})
    void aNumberOutsideItsRangeIsNamed(String wrong) {
        assertEquals(
                "three-tier: --web must be a whole number from 1 to 9, not \"" + wrong + "\"",
                complaint("up", "--web", wrong));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status --jsn              | "--jsn" is not understood here; did you mean --json? see ./three-tier status --help
            upp                       | there is no command "upp"; did you mean up or backup? see ./three-tier --help
            up --web                  | --web needs a value; see ./three-tier up --help
            test --all quickly        | "quickly" is not understood here see ./three-tier test --help
            up --database oracle      | --database must be mariadb or mysql, not "oracle"
            up --sessions sticky      | --sessions must be one of none, affinity, replication, not "sticky"
            up --ajp --sessions affinity | --sessions affinity needs HTTP between the tiers, because the balancer sets a cookie. Leave out --ajp, or use --sessions replication.
            bench --seconds 0         | --seconds must be a whole number from 1 to 600, not "0"
            bench --rounds            | --rounds needs a value; see ./three-tier bench --help
            bench --fast              | "--fast" is not understood here see ./three-tier bench --help
            load                      | load needs the address of a site, for example: ./three-tier load --url http://127.0.0.1:8080
            load --url 127.0.0.1:8080 | --url must be the address of a site, like http://127.0.0.1:8080, not "127.0.0.1:8080"
            load --url ftp://a/       | --url must be the address of a site, like http://127.0.0.1:8080, not "ftp://a/"
            load --url http://a:b     | --url must be the address of a site, like http://127.0.0.1:8080, not "http://a:b"
            load --url                | --url needs a value; see ./three-tier load --help
            load --clients 0          | --clients must be a whole number from 1 to 2000, not "0"
            load --seconds 1.5        | --seconds must be a whole number from 1 to 3600, not "1.5"
            load --path read          | --path must start with / and have no spaces, not "read"
            load --mix read=0         | --mix must have weights like read=9,write=1, not "read=0"
            load --url http://127.0.0.1:8080 --ledger | --ledger needs writes, for example: --mix read=9,write=1
            load --url http://no.invalid | No load can be sent to http://no.invalid: this host name has no address
            load --url http://127.0.0.1:9 | No load can be sent to http://127.0.0.1:9: nothing accepts connections there
            inspect               | inspect needs a WAR, for example: ./three-tier inspect my.war
            deploy --param Sizes      | --param needs NAME=VALUE, not "Sizes"
            rehearse --param Zones    | --param needs NAME=VALUE, not "Zones"
            rehearse --scale 0,5      | --scale must be a number from 0.1 to 8, such as 0.5, not "0,5".
            rehearse --scale 9        | --scale must be a number from 0.1 to 8, such as 0.5, not "9".
            rehearse --scale 0.01     | --scale must be a number from 0.1 to 8, such as 0.5, not "0.01".
            rehearse --network --scale 2 | --scale is for nodes, and --network plays none.
            drill planted-errors/x    | There is no drill "planted-errors/x"; src/command/rehearse/plants.yaml has all planted errors
            rehearse --param Zones=4  | The templates cannot be evaluated: three-tier.yaml: the parameter Zones may not be "4"
            deploy --preset big       | There is no preset "big"; the presets are small-account
            deploy --host a.example.org | --host and --path need --beside STACK.
            deploy --beside a --no-edge | --edge and --no-edge are for the first stack, not for --beside.
            deploy --beside a --path shop/ | --path must be one step of a path, like /shop, not "shop/"
            up --apps 3               | --apps must be a whole number from 1 to 2, not "3"
            deploy --stack 3tier      | A stack name starts with a letter and has letters, digits and hyphens, not "3tier"
            rotate --dry-run          | "--dry-run" is not understood here see ./three-tier rotate --help
            """)
    void whatIsNotUnderstoodIsNamed(String typed, String said) {
        String complaint = complaint(typed.split(" "));
        assertTrue(complaint.startsWith("three-tier: "), complaint);
        assertEquals(said, complaint.substring("three-tier: ".length()).replaceAll("\\s+", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "help up", "up --help", "--version", "test -V"})
    void whoOnlyAsksDoesNothingWrong(String typed) {
        CommandLine line = ThreeTier.line().setOut(new PrintWriter(Writer.nullWriter()));
        assertEquals(0, line.execute(typed.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect",
                "up",
                "down",
                "status",
                "logs",
                "check",
                "redeploy",
                "drill",
                "bench",
                "load",
                "test",
                "deploy",
                "patch",
                "rotate",
                "destroy"
            })
    void everyWordExplainsItself(String word) {
        CommandLine command = ThreeTier.line().getSubcommands().get(word);
        String help = command.getUsageMessage();
        assertTrue(help.startsWith("Usage: ./three-tier " + word), help);
        command.getCommandSpec()
                .options()
                .forEach(option -> assertTrue(option.description().length > 0, option.longestName()));
    }

    @Test
    void aParameterMayBeRepeatedAndHoldCommas() {
        Deploy deploy = parsed("deploy", "--param", "AppSizes=2,3,6", "--param", "Zones=3");
        assertEquals("{AppSizes=2,3,6, Zones=3}", deploy.parameters().toString());
    }

    @Test
    void withoutArgumentsEverythingIsMeasured() {
        Options options = Bench.class.cast(parsed("bench")).options();
        assertEquals(10, options.seconds());
        assertEquals(3, options.rounds());
        assertEquals(1_000_000, options.rows());
        assertTrue(Cell.all(options.rows()).stream().map(Cell::name).allMatch(options.chosen()));
    }

    @Test
    void aLoadOfReadsIsSentUnlessSaidOtherwise() {
        assertEquals(
                new LoadPlan("http://127.0.0.1:8080", 10, 10, "", Mix.READS, false),
                SendLoad.class
                        .cast(parsed("load", "--url", "http://127.0.0.1:8080/"))
                        .plan());
        String[] all =
                "load --url https://a.example/b --clients 3 --seconds 4 --path /load?number=7 --mix write=1 --ledger"
                        .split(" ");
        assertEquals(
                new LoadPlan("https://a.example/b", 3, 4, "/load?number=7", new Mix(0, 1), true),
                SendLoad.class.cast(parsed(all)).plan());
    }

    @Test
    void anExpressionChoosesCells() {
        Options options = Bench.class
                .cast(parsed("bench", "--cells", "read 0|write c1", "--seconds", "1"))
                .options();
        assertEquals(
                List.of("write c1", "read 0 c64"),
                Cell.all(options.rows()).stream()
                        .map(Cell::name)
                        .filter(options.chosen())
                        .toList());
        assertFalse(options.chosen().test(NewNodes.NAME));
    }

    @Test
    void anExpressionThatIsNoneIsNamed() {
        assertTrue(complaint("bench", "--cells", "(").startsWith("three-tier: --cells must be a regular expression: "));
    }

    @SuppressWarnings("unchecked")
    private static <T> T parsed(String... typed) {
        return (T) ThreeTier.line().parseArgs(typed).subcommand().commandSpec().userObject();
    }

    /** The text on standard error of a command that ends with exit code 1. */
    private static String complaint(String... typed) {
        StringWriter said = new StringWriter();
        CommandLine line = ThreeTier.line().setErr(new PrintWriter(said, true));
        assertEquals(1, line.execute(typed));
        return said.toString().strip();
    }
}
