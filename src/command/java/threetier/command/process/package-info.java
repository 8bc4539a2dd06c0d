/**
 * Processes of this machine: programs, nodes, the ports, logs and folders of nodes, and the shutdown. Nodes outlive the
 * command that started them.
 */
package threetier.command.process;
