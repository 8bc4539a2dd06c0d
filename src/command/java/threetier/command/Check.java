package threetier.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import threetier.command.edge.Edge;
import threetier.command.error.CommandException;
import threetier.command.http.SiteCheck;
import threetier.command.http.TrustedAuthorities;
import threetier.command.process.Workspace;

/** Checks a site from outside, in the way a client uses the site. */
@Command(
        name = "check",
        description =
                "write, read back, list the nodes that answered; writes nothing to another application; exit code 1 if the site fails")
final class Check implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "URL", description = "the site, here or on AWS: http://127.0.0.1:8080")
    private String url;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "also trust this certificate authority; that of \"up --edge\" is trusted on this machine")
    private String authority;

    @Override
    public Integer call() {
        if (url == null) {
            throw new CommandException(
                    "check needs the address to check, for example: ./three-tier check http://127.0.0.1:8080");
        }
        Path own = Edge.authority(Workspace.ofProject());
        if (authority != null) {
            TrustedAuthorities.add(Workspace.typed(authority));
        } else if (Files.exists(own) && url.matches("https://(127\\.0\\.0\\.1|localhost)(:.*)?")) {
            TrustedAuthorities.add(own);
        }
        new SiteCheck(url, System.out::println).run();
        return 0;
    }
}
