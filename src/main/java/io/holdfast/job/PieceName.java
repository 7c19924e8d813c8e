package io.holdfast.job;

import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.ledger.Sha256;
import io.holdfast.review.Reviewed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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
        return of(each, item, language, "pdf");
    }

    /** Likewise, of the item's tables. */
    static String of(Reviewed each, String item, String language, Tables form) {
        return of(each, item, language, form.ending());
    }

    /** All that there may be of an item in a language: what people read, then its tables. */
    static List<String> all(Reviewed each, String item, String language) {
        return Stream.concat(
                        Stream.of(of(each, item, language)),
                        Stream.of(Tables.values()).map(form -> of(each, item, language, form)))
                .toList();
    }

    private static String of(Reviewed each, String item, String language, String ending) {
        String safe =
                item.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String kept = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        return each + "/" + kept + (kept.isEmpty() ? "" : "-") + Sha256.of(item).substring(0, DIGITS) + "." + language
                + "." + ending;
    }
}
