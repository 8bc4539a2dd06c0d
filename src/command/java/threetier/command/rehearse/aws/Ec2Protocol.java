package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import java.util.UUID;

/**
 * The protocol of EC2: requests as in the {@link QueryProtocol}, but the answer's fields are elements of its root, and
 * the items of lists are named {@code item}.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-intro.html">Its requests and answers</a>
 */
final class Ec2Protocol implements WireProtocol {

    private static final String ITEM = "item";

    private final QueryProtocol query = new QueryProtocol();

    @Override
    public ApiCall call(Caller caller, String service, HttpExchange exchange, byte[] body) {
        return query.call(caller, service, exchange, body);
    }

    @Override
    public ApiAnswer answer(ApiCall call, Object result) {
        return ApiAnswer.text(200, "text/xml", QueryProtocol.element(call.operation() + "Response", result, ITEM));
    }

    @Override
    public ApiAnswer error(ApiError error) {
        String code = error.code().equals(ApiError.DENIED) ? "UnauthorizedOperation" : error.code();
        String content =
                QueryProtocol.element("Code", code, ITEM) + QueryProtocol.element("Message", error.getMessage(), ITEM);
        return ApiAnswer.text(
                error.status(),
                "text/xml",
                "<Response><Errors><Error>" + content + "</Error></Errors>"
                        + QueryProtocol.element("RequestID", UUID.randomUUID(), ITEM) + "</Response>");
    }
}
