/**
 * The data tier of a stage: a writer and its replica on MariaDB or MySQL, statements on both, and the relay that can
 * stand before each and fail as a network does.
 */
package threetier.command.database;
