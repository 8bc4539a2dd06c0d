package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;

/** How an API reads its requests and writes its answers. */
interface WireProtocol {

    /**
     * Reads a request.
     *
     * @throws ApiError if it is not one of this protocol
     */
    ApiCall call(Caller caller, String service, HttpExchange exchange, byte[] body);

    /** @param result what {@link AwsApi#answer} returns */
    ApiAnswer answer(ApiCall call, Object result);

    ApiAnswer error(ApiError error);
}
