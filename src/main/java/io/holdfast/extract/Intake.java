package io.holdfast.extract;

import io.holdfast.lake.Extent;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** One file on its way from CSV to a staged load: read, checked, counted, compared with what is known. */
final class Intake {

    /** Of a file that is refused as a whole, so many rejected rows are shown: the file itself still has them all. */
    private static final long SAMPLE = 1000;

    private final Connection connection;
    private final Source source;
    private final Csv csv;
    private final RawRelations raw;
    private final Stager stager;
    private final StagedFiles place;
    private final Path forPeople;

    /**
     * A file whose mapping is bound already.
     *
     * @param place where what is ready goes
     * @param forPeople the folder for copies of its rejected rows
     */
    Intake(
            Connection connection,
            Source source,
            Csv csv,
            RawRelations raw,
            Stager stager,
            StagedFiles place,
            Path forPeople) {
        this.connection = connection;
        this.source = source;
        this.csv = csv;
        this.raw = raw;
        this.stager = stager;
        this.place = place;
        this.forPeople = forPeople;
    }

    /**
     * Stages the file.
     *
     * @param fingerprint of everything the load depends on
     * @param extent of a reading of a database; empty for a file
     * @param knownAt the ledger position whose rows need not be stored again
     * @return what the ledger will say
     * @throws TooManyRejectsException where the source's limits are passed
     */
    Load stage(String fingerprint, Optional<Extent> extent, Lake lake, long knownAt) {
        Counts counts = count();
        long stored = storeNews(lake, knownAt, counts.accepted());
        // Read several times by now: only if all readings were of the same bytes do the counts mean anything.
        csv.requireUnchanged();
        Load load = new Load(
                0,
                Instant.EPOCH,
                "",
                source.entity(),
                source.name(),
                csv.name(),
                csv.sha256(),
                fingerprint,
                stager.supplied(),
                csv.records(),
                counts.rejected(),
                counts.leftOut(),
                counts.accepted(),
                stored,
                "",
                Optional.of(""),
                "",
                lake.base(source.entity(), knownAt),
                extent);
        new Staged(load, knownAt, place).note();
        return load;
    }

    private record Counts(long accepted, long rejected, long leftOut) {}

    private Counts count() {
        Path good = place.accepted();
        long accepted = stager.writeGood(good);
        raw.failedCast().ifPresent(message -> {
            throw stager.words().mappingFails(message);
        });
        BitSet malformed = raw.malformed();
        long parsed = csv.records() - malformed.cardinality();
        long bad = accepted == parsed ? 0 : stager.findBad();
        long leftOut = parsed - accepted - bad;
        if (leftOut < 0) {
            csv.requireUnchanged();
            throw stager.words().multiplied();
        }
        long duplicates = 0;
        if (stager.duplicateKeys(good) > 0) {
            Path first = place.first();
            long kept = stager.writeFirstOfEach(good, first);
            duplicates = accepted - kept;
            accepted = kept;
            move(first, good);
            stager.findDuplicates(bad > 0);
        }
        long rejected = malformed.cardinality() + bad + duplicates;
        if (rejected > 0) {
            keepRejects(malformed, bad + duplicates > 0, rejected);
        }
        return new Counts(accepted, rejected, leftOut);
    }

    private void keepRejects(BitSet malformed, boolean anyRefused, long rejected) {
        if (!anyRefused) {
            Sql.run(
                    connection,
                    "create or replace temp table refused (file_line bigint, problems struct(\"rule\" varchar,"
                            + " column_name varchar, \"value\" varchar, expected varchar)[])");
        }
        RejectedRows rows = new RejectedRows(connection, csv, source.format());
        long swallowed = malformed.isEmpty() ? 0 : rows.swallowedLines(malformed);
        boolean over = isOver(rejected + swallowed);
        if (over) {
            Sql.run(
                    connection,
                    "delete from refused where rowid not in"
                            + " (select rowid from refused order by file_line nulls last, rowid limit " + SAMPLE + ")");
        }
        Path rejects = place.rejects();
        rows.write(malformed, raw.complaints(over ? SAMPLE : Long.MAX_VALUE), rejects);
        Path copy = copyForPeople(forPeople, csv.name());
        rows.copyForPeople(rejects, copy);
        if (over) {
            csv.requireUnchanged();
            throw new TooManyRejectsException(csv.name() + ": " + rejected + " of " + csv.records()
                    + " rows are rejected"
                    + (swallowed == 0
                            ? ""
                            : " (and " + swallowed + " more lines lie within them: a quote that is not closed?)")
                    + ", more than max-rejects in " + source.definition() + " allows (share "
                    + source.maxShare().movePointRight(2).stripTrailingZeros().toPlainString() + " %"
                    + (source.maxCount() == Long.MAX_VALUE ? "" : ", count " + source.maxCount())
                    + "); nothing of this run was published.\n" + examples(rejects)
                    + (rejected > SAMPLE ? "The first of them: " : "All of them: ") + copy
                    + "\nMend "
                    + (csv.drawn() ? "the rows in the database, or the select," : "the file, or the mapping,")
                    + " or raise the limit, and run the same command again.");
        }
    }

    private boolean isOver(long rejected) {
        return rejected > source.maxCount()
                || new BigDecimal(rejected).compareTo(source.maxShare().multiply(new BigDecimal(csv.records()))) > 0;
    }

    /** Where the rejected rows of a file are written for people. */
    static Path copyForPeople(Path folder, String file) {
        return folder.resolve(file.replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".rejects.csv");
    }

    private String examples(Path rejects) {
        return Sql.query(
                        connection,
                        "select file || coalesce(':' || line, ''), coalesce(column_name || ' = ' || value || ': ',"
                                + " column_name || ' is empty: ', ''), expected, rule from read_parquet("
                                + Sql.literal(rejects) + ") limit 5",
                        row -> "  " + row.getString(1) + ": " + row.getString(2) + row.getString(3) + " ("
                                + row.getString(4) + ")\n")
                .stream()
                .collect(Collectors.joining());
    }

    private long storeNews(Lake lake, long knownAt, long accepted) {
        if (lake.supplied(source.entity(), knownAt).isEmpty()) {
            move(place.accepted(), place.rows());
            return accepted;
        }
        return stager.writeNews(lake.news(source.entity(), place.accepted(), knownAt), place.rows());
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + to + "; is the disk full?", e);
        }
    }
}
