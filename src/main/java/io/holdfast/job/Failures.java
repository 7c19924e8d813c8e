package io.holdfast.job;

import java.io.UncheckedIOException;

/** Failures in a person's words: the message and its causes' where they say more, never a trace. */
public final class Failures {

    private Failures() {}

    /** One line or more, without a trace. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(message(failure));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            String more = message(cause);
            if (text.indexOf(more) < 0) {
                text.append(" (").append(more).append(')');
            }
        }
        return text.toString();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        return failure instanceof UncheckedIOException || failure instanceof java.io.IOException
                ? message.replaceFirst("^java\\.io\\.\\w+: ", "")
                : message;
    }
}
