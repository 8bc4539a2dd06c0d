/** The rehearsal: the network of the templates, played on this machine in network namespaces. */
package threetier.command.rehearse;
