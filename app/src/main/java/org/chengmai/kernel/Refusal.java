package org.chengmai.kernel;

/**
 * A command that could not be carried out, told in one sentence: the wish, on what, what stood in the way.
 *
 * <p>Programs get the English sentence as RFC 9457 problem details; people get the message {@code refusal.<code>} of the
 * bundles, filled with {@link #arguments()}, in their language.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault, and so which HTTP status. */
    public enum Kind {
        BAD_INPUT(400),
        NOT_SIGNED_IN(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        TOO_MANY(429),
        BUSY(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String code;
    private final transient Object[] arguments;

    private Refusal(Kind kind, String code, String sentence, Object... arguments) {
        super(sentence);
        this.kind = kind;
        this.code = code;
        this.arguments = arguments;
    }

    /** The caller sent something that can never work. */
    public static Refusal badInput(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.BAD_INPUT, code, sentence, arguments);
    }

    /** The caller did not show who it is: no valid session, no valid token. */
    public static Refusal notSignedIn(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.NOT_SIGNED_IN, code, sentence, arguments);
    }

    /** The caller may not, by role or by place. */
    public static Refusal forbidden(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.FORBIDDEN, code, sentence, arguments);
    }

    /** There is no such thing, or none that the caller may know of. */
    public static Refusal notFound(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.NOT_FOUND, code, sentence, arguments);
    }

    /** The state of the thing stands in the way; somebody else may have been faster. */
    public static Refusal conflict(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.CONFLICT, code, sentence, arguments);
    }

    /** What was sent is larger than the limit. */
    public static Refusal tooLarge(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.TOO_LARGE, code, sentence, arguments);
    }

    /** The caller asks more often than it may; the first argument is in how many seconds it may again. */
    public static Refusal tooMany(String code, String sentence, long seconds, Object... others) {
        Object[] arguments = new Object[others.length + 1];
        arguments[0] = seconds;
        System.arraycopy(others, 0, arguments, 1, others.length);
        return new Refusal(Kind.TOO_MANY, code, sentence, arguments);
    }

    /** The city cannot take it just now; the same call may succeed later. */
    public static Refusal busy(String code, String sentence, Object... arguments) {
        return new Refusal(Kind.BUSY, code, sentence, arguments);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public Object[] arguments() {
        return arguments == null ? new Object[0] : arguments.clone();
    }

    /** The English sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
