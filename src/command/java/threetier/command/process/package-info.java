/**
 * Processes of this machine: programs, nodes that outlive the command, their ports, logs and folders, and the shutdown.
 */
package threetier.command.process;
