/** The page of saved date-times. */
package threetier.page;
