package io.holdfast.job;

import io.holdfast.ledger.Sha256;
import io.holdfast.review.Reviewed;
import java.util.Locale;

/**
 * How a file of a burst is called: what of the item's key is safe on any disk, so that a person finds it, and twelve digits of
 * the key's hash, so that two items never meet and none becomes a path. A key account's key is its number, never its name.
 */
final class PieceName {

    private static final int LONGEST = 40;
    private static final int DIGITS = 12;

    private PieceName() {}

    /** Such as {@code key-account/c-00017-0f3a5c7e9b1d.en.pdf}. */
    static String of(Reviewed each, String item, String language) {
        String safe =
                item.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String kept = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        return each + "/" + kept + (kept.isEmpty() ? "" : "-") + Sha256.of(item).substring(0, DIGITS) + "." + language
                + ".pdf";
    }
}
