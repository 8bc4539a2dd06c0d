package threetier.command.deploy;

import java.util.List;

/** What the lock of the backup vault means, said before it is made. */
final class VaultLock {

    private static final String NAME = "BackupLock";

    private VaultLock() {}

    /**
     * @param last the parameters of the last deployment; empty values for a new stack
     * @return the consequences to which the user must agree; empty if the vault gets no lock that nobody can undo
     */
    static List<String> consequences(Settings last, Settings next) {
        if (next.text("BackupSchedule").equals("none")
                || !next.text(NAME).equals("compliance")
                || last.text(NAME).equals("compliance")
                        && !last.text("BackupSchedule").equals("none")) {
            return List.of();
        }
        return List.of(
                "BackupLock=compliance: in three days from now, the lock of the backup vault becomes final. Then nobody can"
                        + " delete its backups before their "
                        + next.text("BackupRetentionDays")
                        + " days are over, nor the vault, nor the lock: not this account's"
                        + " administrators, not its root user, not AWS. They cost until they expire. destroy leaves them."
                        + " Until then, --param BackupLock=none undoes it.");
    }
}
