package io.holdfast.query;

/**
 * A database does not answer, or not any more; nothing of it was taken in. Has no cause: what drivers say holds
 * addresses and sometimes passwords, so only the message is passed on, without them.
 */
public final class ReadingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReadingException(String message) {
        super(message);
    }
}
