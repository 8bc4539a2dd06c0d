package threetier.command;

import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.Consent;
import threetier.command.deploy.StackSite;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.NoAnswer;
import threetier.command.http.SiteAddress;
import threetier.command.load.Client;
import threetier.command.load.LoadPlan;
import threetier.command.load.LoadRun;
import threetier.command.load.Mix;

/** Sends load to a site, here or anywhere. */
@Command(
        name = "load",
        description = "send load to a site; report times, errors and nodes, draw a chart;"
                + " exit code 1 if nothing is answered or the ledger is wrong")
final class SendLoad implements Callable<Integer> {

    private static final Path CHART = Path.of("target/load/load.svg");

    private String url;
    private int clients;
    private int seconds;
    private String path;
    private Mix mix;

    @Option(
            names = "--url",
            order = -9,
            paramLabel = "URL",
            description = "the site, here or on AWS: http://127.0.0.1:8080")
    private void url(String typed) {
        url = typed == null ? null : site(typed);
    }

    /**
     * The address of a site, without a slash at its end.
     *
     * @throws CommandException if it is none
     */
    static String site(String typed) {
        String url = typed.replaceAll("/+$", "");
        try {
            // It checks the address, and connects later
            new HttpConnection(url, Client.PATIENCE).close();
            return url;
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(
                    "--url must be the address of a site, like http://127.0.0.1:8080, not \"" + typed + "\"", wrong);
        }
    }

    @Option(
            names = "--clients",
            order = -8,
            paramLabel = "N",
            defaultValue = "10",
            description = "clients; each sends its next request when it has an answer (${DEFAULT-VALUE})")
    private void clients(String typed) {
        clients = WholeNumberConverter.of("--clients", typed, 1, 2_000);
    }

    @Option(
            names = "--seconds",
            order = -7,
            paramLabel = "N",
            defaultValue = "10",
            description = "how long (${DEFAULT-VALUE})")
    private void seconds(String typed) {
        seconds = WholeNumberConverter.of("--seconds", typed, 1, 3_600);
    }

    @Option(
            names = "--path",
            order = -6,
            paramLabel = "PATH",
            defaultValue = "",
            description = "what reads request, with its query (the newest entries)")
    private void path(String typed) {
        if (!typed.isEmpty() && !typed.matches("/[\\x21-\\x7e]*")) {
            throw new CommandException("--path must start with / and have no spaces, not \"" + typed + "\"");
        }
        path = typed;
    }

    @Option(
            names = "--mix",
            order = -5,
            paramLabel = "WEIGHTS",
            defaultValue = "read=1",
            description = "weights of reads and writes, like read=9,write=1 (${DEFAULT-VALUE})")
    private void mix(String typed) {
        mix = Mix.of(typed);
    }

    @Option(
            names = "--ledger",
            order = -4,
            description = "read each write back, and look up all acknowledged writes at the end")
    private boolean ledger;

    @Option(names = "--yes", order = -3, description = "do not ask before a public address that is not the stack's")
    private boolean yes;

    @Mixin
    private CloudOptions cloud;

    /** @return 0, or 1 without consent, without an answer, or if the ledger is wrong */
    @Override
    public Integer call() {
        LoadPlan plan = plan();
        return agreed() && new LoadRun(plan, System.out, System.console() != null).run(CHART) ? 0 : 1;
    }

    /**
     * The options as typed.
     *
     * @throws CommandException if they do not go together
     */
    LoadPlan plan() {
        if (url == null) {
            throw new CommandException("load needs the address of a site, for example:"
                    + " ./three-tier load --url http://127.0.0.1:8080");
        }
        if (ledger && mix.writes() == 0) {
            throw new CommandException("--ledger needs writes, for example: --mix read=9,write=1");
        }
        return new LoadPlan(url, clients, seconds, path, mix, ledger);
    }

    /** Load on somebody else's site is an attack, so a public address must be known or confirmed. */
    private boolean agreed() {
        try {
            if (yes || !SiteAddress.of(url).isPublic()) {
                return true;
            }
        } catch (UnknownHostException nowhere) {
            throw new CommandException("No load can be sent to " + url + ": " + NoAnswer.inWords(nowhere), nowhere);
        }
        if (isDeployed()) {
            return true;
        }
        return new Consent(false, StandardInput::line, System.out::println, "Nothing was sent.")
                .to(List.of(url + " is public, and not the site of the stack " + cloud.stack()
                        + ". Send load only to a site of your own."));
    }

    /** False also without the AWS CLI, without a login or without the stack. */
    private boolean isDeployed() {
        try {
            return new StackSite(cloud.aws(), cloud.stack()).isAt(url);
        } catch (CommandException unknown) {
            return false;
        }
    }
}
