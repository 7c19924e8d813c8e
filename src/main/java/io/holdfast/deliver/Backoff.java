package io.holdfast.deliver;

import java.time.Duration;

/** How long to wait before the next try: a minute, then two, then four, up to an hour. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Backoff() {}

    /** @param tries so far, from 1 */
    static Duration after(int tries) {
        // A shift by more than this would be longer than an hour anyway.
        Duration doubled = FIRST.multipliedBy(1L << Math.min(tries - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
