package io.holdfast.job;

import io.holdfast.archive.RunRecord;
import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Extent;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** The parts of a pack that tell of rows: those rejected, whether each load adds up, and totals to hold against the source. */
final class PackLoads {

    private final AuditPack pack;
    private final Lake lake;
    private final Connection connection;
    private final List<Load> loads;

    PackLoads(AuditPack pack, Lake lake, Connection connection) {
        this.pack = pack;
        this.lake = lake;
        this.connection = connection;
        long seen = pack.runs().stream()
                .flatMap(run -> run.knownAt().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        this.loads = lake.loads(pack.head().position()).stream()
                .filter(load -> load.position() <= seen || pack.has(load.runId()))
                .toList();
    }

    /**
     * Writes the rejected rows of each load that the runs saw or took in, a line for each thing that is wrong; none of those
     * that were dropped past their term.
     */
    void rejects() {
        Path folder = pack.folder().resolve("rejects");
        String columns = pack.personalData()
                ? "file, line, column_name, rule, value, expected, raw"
                : "file, line, column_name, rule, expected";
        for (Load load : loads) {
            if (load.rejected() == 0 || !lake.keepsRejects(load)) {
                continue;
            }
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
            }
            TableFile.csv(
                    connection,
                    "select " + columns + " from read_parquet(" + Sql.literal(lake.rejects(load))
                            + ") order by line nulls last, column_name nulls first, rule, value, raw",
                    folder.resolve(load.position() + "-" + load.entity() + ".csv"));
        }
    }

    /** Writes the keys that each load calls deleted. */
    void deletions() {
        Path folder = pack.folder().resolve("deletions");
        for (Load load : loads) {
            if (deleted(load) > 0) {
                try {
                    Files.createDirectories(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
                }
                TableFile.csv(
                        connection,
                        "select * from read_parquet(" + Sql.literal(lake.deleted(load)) + ") order by all",
                        folder.resolve(load.position() + "-" + load.entity() + ".csv"));
            }
        }
    }

    private static long deleted(Load load) {
        return load.extent().map(Extent::deleted).orElse(0L);
    }

    /** Writes for each load whether read = accepted + rejected + left out, and accepted = stored + unchanged. */
    void reconciliation() {
        CsvText table = new CsvText(
                "position",
                "run",
                "entity",
                "source",
                "file",
                "file_sha256",
                "read",
                "accepted",
                "rejected",
                "left_out",
                "equal",
                "stored",
                "unchanged",
                "rows_in_file",
                "rows_equal",
                "deleted",
                "read_from",
                "watermark");
        for (Load load : loads) {
            long rows = load.stored() == 0
                    ? 0
                    : Sql.number(connection, "select count(*) from read_parquet(" + Sql.literal(lake.file(load)) + ")");
            table.row(
                    load.position(),
                    load.runId(),
                    load.entity(),
                    load.source(),
                    load.file(),
                    load.fileSha256(),
                    load.records(),
                    load.accepted(),
                    load.rejected(),
                    load.leftOut(),
                    yes(load.records() == load.accepted() + load.rejected() + load.leftOut()),
                    load.stored(),
                    load.accepted() - load.stored(),
                    rows,
                    yes(rows == load.stored()),
                    deleted(load),
                    load.extent().map(Extent::from).orElse(""),
                    load.extent().map(Extent::watermark).orElse(""));
        }
        table.write(pack.folder().resolve("reconciliation.csv"));
    }

    /** Writes rows, sums of amounts, first and last day: of what each load stored, and of each entity as each run knew it. */
    void controlTotals() {
        CsvText table = new CsvText("scope", "position", "of", "entity", "measure", "value");
        for (Load load : loads) {
            if (load.stored() > 0) {
                totals(
                        table,
                        "load",
                        load.position(),
                        load.file(),
                        load.entity(),
                        "read_parquet(" + Sql.literal(lake.file(load)) + ")");
            }
        }
        for (RunRecord run : pack.runs()) {
            run.knownAt().ifPresent(position -> {
                lake.createViews(connection, position);
                for (Entity entity : Entity.values()) {
                    totals(table, "as known", position, run.runId(), entity, entity.relation());
                }
            });
        }
        table.write(pack.folder().resolve("control-totals.csv"));
    }

    private void totals(CsvText table, String scope, long position, String of, Entity entity, String from) {
        List<String> measures = new ArrayList<>(List.of("rows"));
        List<String> selected = new ArrayList<>(List.of("count(*)"));
        for (Column column : entity.columns()) {
            if (column.type() == Column.Type.MONEY) {
                measures.add("sum of " + column.name());
                selected.add("sum(" + column.name() + ")");
            } else if (column.type() == Column.Type.DAY || column.type() == Column.Type.MOMENT) {
                measures.addAll(List.of("first " + column.name(), "last " + column.name()));
                selected.addAll(List.of("min(" + column.name() + ")", "max(" + column.name() + ")"));
            }
        }
        Sql.query(connection, "select " + varchars(selected) + " from " + from, row -> {
            for (int i = 0; i < measures.size(); i++) {
                String value = row.getString(i + 1);
                table.row(scope, position, of, entity, measures.get(i), value == null ? "" : value);
            }
            return row;
        });
    }

    private static String varchars(List<String> selected) {
        return String.join(
                ", ",
                selected.stream().map(one -> "cast(" + one + " as varchar)").toList());
    }

    private static String yes(boolean equal) {
        return equal ? "yes" : "no";
    }
}
