package io.holdfast.job;

/** Another process works in the workspace. Ends with exit code 1: nothing was done, the same command may be tried again. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
