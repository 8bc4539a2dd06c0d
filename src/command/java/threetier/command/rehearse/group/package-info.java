/**
 * Auto Scaling as the templates declare it: what a group does next, given what it sees and the time. Nothing here
 * starts a process or reads a clock, so tests play hours in milliseconds; only
 * {@link threetier.command.rehearse.group.PlayedClock} knows the time of this machine.
 */
package threetier.command.rehearse.group;
