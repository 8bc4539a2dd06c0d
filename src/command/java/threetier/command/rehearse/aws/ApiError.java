package threetier.command.rehearse.aws;

/** An error that AWS answers. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1;
    /** EC2 calls it UnauthorizedOperation. */
    static final String DENIED = "AccessDenied";

    static final int BAD_REQUEST = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int NOT_IMPLEMENTED = 501;

    private final String code;
    private final int status;

    /** @param status of HTTP; JSON APIs answer 400 for all errors of the client */
    ApiError(String code, int status, String message) {
        super(message);
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
