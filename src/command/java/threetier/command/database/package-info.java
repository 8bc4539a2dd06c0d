/**
 * The data tier of a stage: a writer and its replica on MariaDB or MySQL, SQL statements on both servers, and relays. A
 * relay simulates network failures in front of a server.
 */
package threetier.command.database;
