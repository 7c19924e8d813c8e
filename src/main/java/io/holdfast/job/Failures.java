package io.holdfast.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Failures in a person's words: the message, and its causes' where they say more. */
public final class Failures {

    private Failures() {}

    /** One line or more; a trace only where the environment has HOLDFAST_TRACE, for those who mend the program. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(
                isDatabaseGone(failure)
                        ? "the database does not answer any more; what was committed is kept, and the same command goes on"
                                + " from there once it is back. It says: " + message(failure)
                        : message(failure));
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

    // Spring's wrapping tells the suite's own database from one that rows are read from.
    private static boolean isDatabaseGone(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.stream()
                        .anyMatch(
                                cause -> cause instanceof DataAccessException || cause instanceof TransactionException)
                && causes.stream()
                        .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                                || cause instanceof SQLException sql
                                        && String.valueOf(sql.getSQLState()).startsWith("08"));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 20; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
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
