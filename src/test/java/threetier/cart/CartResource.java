package threetier.cart;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Keeps the same items twice: in an attribute of the session, and in a bean of the session. */
@Path("/cart")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CartResource {

    private static final String VERSION = "1";
    private static final String CART = "cart";

    @Inject
    private Basket basket;

    @Context
    private HttpServletRequest request;

    /** Four lines: the node, the version of the application, the items in the attribute, and those in the bean. */
    @GET
    public String show() {
        return String.join(
                "\n",
                System.getenv("NODE_NAME"),
                VERSION,
                String.join(" ", cart().items()),
                String.join(" ", basket.items()));
    }

    /** Adds an item, and shows the cart. The session gets no new attribute, only the cart in it changes. */
    @POST
    public String add(@QueryParam("item") String item) {
        cart().add(item);
        basket.add(item);
        return show();
    }

    private Cart cart() {
        HttpSession session = request.getSession();
        Cart cart = (Cart) session.getAttribute(CART);
        if (cart == null) {
            cart = new Cart();
            session.setAttribute(CART, cart);
        }
        return cart;
    }
}
