/**
 * The whole list, as {@code /read} returns it. An app node keeps the response body that it has built. For the next
 * request, it queries the database only for the few rows that show what has changed.
 *
 * <pre>
 *   ids     1  2  3  4  5  6  7  8  9 10 11 12
 *   table   ■  ■  ■     ■  ■        ■  ■  ■  ■       ■ a row
 *   body   [■  ■  ■     ■  ■        ■]               kept: cells of 25 bytes, in the order of ids
 *   gaps             4        7..8                   ids without a row below the newest kept row
 *   asked   1        4        7..8  9 ...            the first row, the gaps, and all rows from the last kept one on
 * </pre>
 *
 * The cache relies on this invariant: <em>the body contains exactly the rows from id 1 to its last id, except those in
 * its gaps.</em> The invariant holds because rows never change, and because the table can change in three ways only:
 *
 * <ul>
 *   <li>A row appears at the end or in a gap. It may appear in a gap because ids are assigned before commits. The query
 *       covers both places.
 *   <li>Old rows are deleted, or the table is truncated. The first row of the table then has another id or another
 *       time.
 *   <li>The newest rows are lost in a failover. The last row of the body is then missing in the table, or has another
 *       time.
 * </ul>
 *
 * In the second case the cache starts again with an empty body. In the third case it drops the newest rows until the
 * rest of the body is valid.
 *
 * <ul>
 *   <li>{@link threetier.timestamps.list.ListCache} keeps a body and updates it.
 *   <li>{@link threetier.timestamps.list.ListBody} is a body in memory. It is immutable, so requests can share it.
 *   <li>{@link threetier.timestamps.list.ListStream} is a list that is too long for memory. It is read in batches while
 *       it is sent.
 * </ul>
 */
package threetier.timestamps.list;
