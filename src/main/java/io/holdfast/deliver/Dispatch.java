package io.holdfast.deliver;

import io.holdfast.ledger.Sha256;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something for one recipient, before it is queued.
 *
 * @param runId the run it is about
 * @param kind what it is
 * @param job of the run
 * @param period of the run
 * @param report which one; empty for what is no report
 * @param recipient who gets it
 * @param language it is in
 * @param subject in one line
 * @param body what a person reads
 * @param files that go with it
 */
public record Dispatch(
        String runId,
        Kind kind,
        String job,
        String period,
        String report,
        Recipient recipient,
        String language,
        String subject,
        String body,
        List<Enclosure> files) {

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_BODY = 8000;

    /** What a message is about. */
    public enum Kind {
        /** A report of a run that is done. */
        REPORT,
        /** That a run is done. */
        SUCCESS,
        /** That a run failed. */
        FAILURE,
        /** That a run is late, or likely to be. */
        LATE,
        /** That another message does not reach its recipient. */
        UNSENT
    }

    /**
     * A published file.
     *
     * @param name people know it by
     * @param place within {@code out/}, with {@code /} between folders
     * @param sha256 of its bytes
     * @param position of the publication in the ledger that names it
     */
    public record Enclosure(String name, String place, String sha256, long position) {}

    public Dispatch {
        subject = oneLine(subject, LONGEST_SUBJECT);
        body = body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY - 1) + "…" : body;
        files = List.copyOf(files);
    }

    /**
     * Names what is sent to whom: the same thing to the same recipient is never queued twice. Of a report its bytes decide,
     * of anything else its words.
     */
    String key() {
        return Sha256.of(Stream.of(
                        Stream.of(
                                runId,
                                kind.name(),
                                recipient.name(),
                                recipient.channel().word(),
                                report,
                                language),
                        files.isEmpty()
                                ? Stream.of(subject, body)
                                : files.stream().flatMap(file -> Stream.of(file.place(), file.sha256())))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("\n")));
    }

    /** A text that may hold anything, as a line that is safe in a header. */
    static String oneLine(String text, int most) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() > most ? line.substring(0, most - 1) + "…" : line;
    }
}
