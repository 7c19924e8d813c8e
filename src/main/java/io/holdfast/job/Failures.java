package io.holdfast.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Failures in a person's words: the message, and its causes' where they say more. */
public final class Failures {

    private Failures() {}

    /** One line or more; a trace only where the environment has HOLDFAST_TRACE, for those who mend the program. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(message(failure));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            String more = message(cause);
            if (text.indexOf(more) < 0) {
                text.append(" (").append(more).append(')');
            }
        }
        if (System.getenv("HOLDFAST_TRACE") != null) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            text.append('\n').append(trace);
        }
        return text.toString();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return "an error inside the program (" + failure.getClass().getSimpleName()
                    + "); with HOLDFAST_TRACE=1 in the environment it shows where";
        }
        return failure instanceof UncheckedIOException || failure instanceof java.io.IOException
                ? message.replaceFirst("^java\\.io\\.\\w+: ", "")
                : message;
    }
}
