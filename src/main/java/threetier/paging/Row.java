package threetier.paging;

/** A row of a table. Lists are ordered by ids. */
public interface Row {

    /** The id, assigned by the writer. Ids ascend from 1 and may have gaps. */
    long id();
}
