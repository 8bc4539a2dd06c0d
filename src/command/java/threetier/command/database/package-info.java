/**
 * Starts and stops the data tier of a stage, which is a writer and its replica on MariaDB or MySQL, and runs SQL
 * statements on both servers. Relays simulate network failures in front of a server.
 */
package threetier.command.database;
