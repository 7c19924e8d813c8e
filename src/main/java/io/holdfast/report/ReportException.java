package io.holdfast.report;

/** A report could not be rendered though its definitions are sound; the message says which, for what run, and why. */
public final class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
