/**
 * Processes of this machine: programs that are run, nodes that go on when the command has ended, their ports, logs and
 * folders, and how everything stops.
 */
package threetier.command.process;
