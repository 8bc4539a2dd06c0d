/**
 * The whole list, as {@code /read} answers it. A node keeps the body that it has built and asks a database only for
 * what may differ.
 *
 * <pre>
 *   ids     1  2  3  4  5  6  7  8  9 10 11 12
 *   table   ■  ■  ■     ■  ■        ■  ■  ■  ■       ■ a row
 *   body   [■  ■  ■     ■  ■        ■]               kept: cells of 25 bytes, in the order of ids
 *   gaps             4        7..8                   ids below the newest kept row that had no row yet
 *   asked   1        4        7..8  9 ...            the first row, the gaps, and all from the last kept row on
 * </pre>
 *
 * The invariant: <em>the body holds exactly the rows from id 1 to its last id, except those in its gaps.</em> It holds
 * because rows never change, and only three things can happen to the table. A row appears at the end or in a gap: ids
 * are given before commits, so the query covers both. Old rows are deleted, or the table is truncated: then the first
 * row is another one, or has another time. The newest rows are lost in a failover: then the last row is missing or has
 * another time. In the last two cases the cache steps back, or starts with an empty body.
 *
 * <ul>
 *   <li>{@link threetier.timestamps.list.ListCache} keeps a body and brings it up to date.
 *   <li>{@link threetier.timestamps.list.ListBody} is a body in memory. It is immutable, so requests share it.
 *   <li>{@link threetier.timestamps.list.ListStream} is a list too long for memory, read batch by batch while it is
 *       sent.
 * </ul>
 */
package threetier.timestamps.list;
