package io.holdfast.ledger;

import java.time.Instant;

/**
 * A position of the ledger: everything up to it is what was known then.
 *
 * @param position of the last entry that counts; 0 for an empty ledger
 * @param recordedAt when that entry was recorded; the epoch for an empty ledger
 * @param hash of that entry; 64 zeros for an empty ledger
 */
public record Head(long position, Instant recordedAt, String hash) {

    static final String NO_HASH = "0".repeat(64);

    /** Before anything was recorded. */
    public static final Head EMPTY = new Head(0, Instant.EPOCH, NO_HASH);
}
