package threetier.cart;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The items of a client, in an attribute of its session. */
public class Cart implements Serializable {

    // With a fixed number, the previous and the next version of the application can read each other's carts
    private static final long serialVersionUID = 1;

    private final List<String> items = new ArrayList<>();

    public void add(String item) {
        items.add(item);
    }

    public List<String> items() {
        return List.copyOf(items);
    }
}
