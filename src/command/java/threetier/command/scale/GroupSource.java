package threetier.command.scale;

import java.util.List;

/** Where the states of the groups come from. */
public interface GroupSource {

    /** The groups now; empty if they are not known yet. */
    List<GroupState> states();
}
