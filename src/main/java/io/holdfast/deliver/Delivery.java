package io.holdfast.deliver;

import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something for one recipient, as the outbox has it.
 *
 * @param id a number that people can type
 * @param key names it for machines; a receiver that gets it twice can tell by it
 * @param runId the run it is about
 * @param kind what it is
 * @param job of the run
 * @param period of the run
 * @param report which one; empty for what is no report
 * @param recipient name of who gets it
 * @param channel the word for the way it was to take when it was queued
 * @param language it is in
 * @param subject in one line
 * @param body what a person reads
 * @param files that go with it
 * @param state how far it is
 * @param tries how often it was tried
 * @param triesLeft before it is given up
 * @param nextTry when it is tried again; empty where it is not
 * @param answer what was said to the last try
 */
public record Delivery(
        long id,
        String key,
        String runId,
        Kind kind,
        String job,
        String period,
        String report,
        String recipient,
        String channel,
        String language,
        String subject,
        String body,
        List<Enclosure> files,
        State state,
        int tries,
        int triesLeft,
        Optional<Instant> nextTry,
        String answer) {

    /** How far something is. */
    public enum State {
        /** Not tried yet. */
        QUEUED,
        /** At work; where nobody is, the process that was died. */
        SENDING,
        /** The other side took it. */
        SENT,
        /** It did not go, and is tried again. */
        FAILED,
        /** All of it was handed over, but nobody said that it was taken: a person decides. */
        DOUBT,
        /** It did not go, and is not tried again unless a person says so. */
        GIVEN_UP;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** Whether a person has to do something. */
        public boolean isOver() {
            return this == DOUBT || this == GIVEN_UP;
        }
    }

    /** What it is and for whom, in a few words: {@code management-pack 2025-12 (en) to board by mail}. */
    public String words() {
        return switch (kind) {
                    case REPORT -> report + " " + period + " (" + language + ")";
                    case SUCCESS -> "that " + job + " " + period + " is done";
                    case FAILURE -> "that " + job + " " + period + " failed";
                    case LATE -> "that " + job + " " + period + " is late";
                    case UNSENT -> "that " + report + " was not delivered";
                }
                + " to " + recipient + " by " + channel;
    }

    /** How it stands, in words: what was answered, what becomes of it. */
    public String standing() {
        String said = answer.isEmpty() ? "" : ": " + answer;
        String times = tries == 1 ? "1 try" : tries + " tries";
        return switch (state) {
            case QUEUED -> tries == 0 ? "not tried yet" : "to be tried again";
            case SENDING -> "being sent, or its process died";
            case SENT -> "sent" + said;
            case FAILED -> "not sent after " + times + said;
            case DOUBT -> "in doubt whether it arrived" + said;
            case GIVEN_UP -> "given up after " + times + said;
        };
    }
}
