/**
 * Backups of a stage, and restores that are proven. A backup is a dump and the binary log since; a restore replays the
 * log up to a moment.
 */
package threetier.command.restore;
