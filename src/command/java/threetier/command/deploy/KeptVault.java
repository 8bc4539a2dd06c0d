package threetier.command.deploy;

import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The backup vault that remains after the removal of a stack. */
final class KeptVault {

    private final Aws aws;
    private final String vault;
    private final Consumer<String> say;

    KeptVault(Aws aws, String vault, Consumer<String> say) {
        this.aws = aws;
        this.vault = vault;
        this.say = say;
    }

    /** Prints what the vault still has, and how to remove it if that is possible. */
    void tell() {
        try {
            Json kept = aws.json("backup", "describe-backup-vault", "--backup-vault-name", vault);
            String locked = kept.text("LockDate").isEmpty()
                    ? ""
                    : " Its lock is final from " + kept.text("LockDate")
                            + " on; then nobody can delete a backup before it expires.";
            say.accept("The backup vault " + vault + " still has " + kept.text("NumberOfRecoveryPoints") + " backups."
                    + locked + " To delete it, first delete the backups in it, or wait until they expire:\n"
                    + "  aws backup list-recovery-points-by-backup-vault --backup-vault-name " + vault + " --region "
                    + aws.region() + "\n  aws backup delete-recovery-point --backup-vault-name " + vault
                    + " --recovery-point-arn ARN --region " + aws.region()
                    + "\n  aws backup delete-backup-vault --backup-vault-name " + vault + " --region " + aws.region());
        } catch (CommandException unknown) {
            say.accept("note: the backup vault " + vault + " is kept, but could not be described: "
                    + unknown.getMessage());
        }
    }
}
