/**
 * The data tier of a stage: a writer and its replica on MariaDB or MySQL, statements on both, and the relay that
 * simulates network failures in front of them.
 */
package threetier.command.database;
