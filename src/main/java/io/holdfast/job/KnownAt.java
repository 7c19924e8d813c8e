package io.holdfast.job;

import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.workspace.DefinitionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was known at a ledger position or a time, as somebody writes it: the last load or snapshot up to there. A day means up
 * to its end; a day or time without a zone is the company's.
 */
final class KnownAt {

    private static final String OPTION = "--as-known-at";

    private final Lake lake;
    private final ZoneId zone;

    KnownAt(Lake lake, ZoneId zone) {
        this.lake = lake;
        this.zone = zone;
    }

    /** @throws DefinitionException where it is neither, or nothing was recorded by then */
    Head of(String text) {
        Optional<Head> head = text.matches("\\d{1,18}") ? position(Long.parseLong(text)) : lake.knownBy(moment(text));
        return head.orElseThrow(
                () -> new DefinitionException(OPTION, 0, "nothing had been loaded by " + text + "; name a later one"));
    }

    private Optional<Head> position(long position) {
        if (lake.at(position).isEmpty()) {
            throw new DefinitionException(
                    OPTION,
                    0,
                    "the ledger has no position " + position + "; the last one with a load is "
                            + lake.known().map(Head::position).orElse(0L));
        }
        return lake.knownUpTo(position);
    }

    private Instant moment(String text) {
        return Stream.<Function<String, Instant>>of(
                        Instant::parse,
                        written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
                        written -> LocalDate.parse(written)
                                .plusDays(1)
                                .atStartOfDay(zone)
                                .toInstant()
                                .minusMillis(1))
                .flatMap(form -> parsed(form, text).stream())
                .findFirst()
                .orElseThrow(() -> new DefinitionException(
                        OPTION,
                        0,
                        "'" + text + "' is neither a ledger position nor a time; write 42, 2026-02-28,"
                                + " 2026-02-28T18:00 or 2026-02-28T17:00:00Z"));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
