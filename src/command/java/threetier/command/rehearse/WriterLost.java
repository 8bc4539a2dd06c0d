package threetier.command.rehearse;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import threetier.command.error.CommandException;

/**
 * The process of the writer ends, and a reader takes its place, as Aurora does it: the name of the cluster leads to the
 * new writer, and the old one comes back as a reader.
 */
public record WriterLost() implements Incident {

    /**
     * How long Aurora takes to promote a reader: usually less than a minute, often less than half of one ("High
     * availability for Amazon Aurora").
     */
    private static final Duration FAILOVER = Duration.ofSeconds(30);
    /** Of real time. */
    private static final Duration AFTER = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "kill writer";
    }

    @Override
    public Course happen(RehearsedSite site) {
        PlayedSite around = site.site();
        PlayedDatabases databases = around.databases();
        Host old = databases.writer();
        if (around.hosts().stream()
                        .filter(host -> host.plays(around.deployment(), "AWS::RDS::DBInstance"))
                        .count()
                != 2) {
            throw new CommandException("The loss of the writer is played with one reader; leave out Readers.");
        }
        databases.confirm();
        site.pass(Duration.ofSeconds(2));
        site.happened(old.resource(), old.name() + ", the writer, killed");
        long begin = System.nanoTime();
        databases.killWriter();
        site.pass(site.clock().real(FAILOVER));
        databases.failOver();
        site.groups().rename(around.rename(Set.of(old)));
        Host next = databases.writer();
        site.happened(next.resource(), next.name() + " is the writer");
        long promoted = System.nanoTime();
        databases.rejoin(old);
        site.groups().rename(around.rename(Set.of()));
        site.happened(old.resource(), old.name() + " is a reader");
        long back = System.nanoTime();
        // Connections and answers of DNS live on for some seconds
        site.pass(AFTER);
        return new Course(
                begin,
                System.nanoTime(),
                true,
                List.of(
                        "promoted after", NodeKilled.seconds(promoted - begin),
                        "two databases after", NodeKilled.seconds(back - begin)),
                List.of());
    }
}
