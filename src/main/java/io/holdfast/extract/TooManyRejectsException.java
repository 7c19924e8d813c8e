package io.holdfast.extract;

/** More rows were rejected than the source allows; nothing of the run is published. Ends with exit code 3. */
public final class TooManyRejectsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyRejectsException(String message) {
        super(message);
    }
}
