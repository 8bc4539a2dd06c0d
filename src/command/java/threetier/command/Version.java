package threetier.command;

import picocli.CommandLine.IVersionProvider;
import threetier.command.process.Build;

/** Text for {@code --version}. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "three-tier " + Build.fact("version"),
            "Payara " + Build.fact("payara.version"),
            "Java " + System.getProperty("java.version") + " (this command)"
        };
    }
}
