package io.holdfast.report;

import io.holdfast.restate.Cause;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the mart has about restated figures, as sentences need it. */
record RestatedLines(Connection mart, String runId, Words words) {

    record Line(
            String kpi,
            String name,
            String period,
            String unit,
            String currency,
            @Nullable BigDecimal published,
            @Nullable BigDecimal figure,
            @Nullable BigDecimal targetThen,
            @Nullable BigDecimal target,
            String statusThen,
            String status,
            String statusByOldTarget,
            String leftOut,
            int partsMoved,
            long due) {

        boolean moved() {
            return published == null || figure == null ? published != figure : published.compareTo(figure) != 0;
        }

        boolean otherTarget() {
            return targetThen == null || target == null ? targetThen != target : targetThen.compareTo(target) != 0;
        }
    }

    record Part(
            Cause cause,
            @Nullable BigDecimal before,
            @Nullable BigDecimal figure,
            @Nullable BigDecimal part) {

        boolean gap() {
            return (before == null) != (figure == null);
        }

        boolean moved() {
            return gap() || (part != null && part.signum() != 0);
        }
    }

    /** The figures in the order of the scorecard; this one alone where it is named. */
    List<Line> lines(String kpi) throws SQLException {
        try (PreparedStatement query = mart.prepareStatement("""
            select f.kpi, coalesce(t.name, e.name, f.kpi), r.period, k.unit, r.currency, f.published, f.figure, f.target_then,
                    f.target, f.status_then, f.status, f.status_by_old_target, f.left_out, f.parts_moved, f.due
            from restatement_figure f
            join run r on r.run_id = f.run_id
            join kpi k on k.run_id = f.run_id and k.kpi = f.kpi
            left join kpi_text t on t.run_id = f.run_id and t.kpi = f.kpi and t.language = ?
            left join kpi_text e on e.run_id = f.run_id and e.kpi = f.kpi and e.language = 'en'
            where f.run_id = ? and (f.kpi = ? or ? = '')
            order by f.ordinal, f.kpi\
            """)) {
            query.setString(1, words.locale().toLanguageTag());
            query.setString(2, runId);
            query.setString(3, kpi);
            query.setString(4, kpi);
            List<Line> lines = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    BigDecimal target = row.getBigDecimal(8);
                    BigDecimal published = row.getBigDecimal(6);
                    lines.add(new Line(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            words.unit(row.getString(4), target == null ? published : target),
                            row.getString(5),
                            published,
                            row.getBigDecimal(7),
                            target,
                            row.getBigDecimal(9),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            row.getString(13),
                            row.getInt(14),
                            row.getLong(15)));
                }
            }
            return lines;
        }
    }

    /** What each cause made of a figure as a whole. */
    List<Part> causes(String kpi) throws SQLException {
        try (PreparedStatement query = mart.prepareStatement("""
            select cause, figure_before, figure, part from restatement_part
            where run_id = ? and kpi = ? and dimension = 'total' order by ordinal\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            List<Part> parts = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    parts.add(new Part(
                            Cause.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                            row.getBigDecimal(2),
                            row.getBigDecimal(3),
                            row.getBigDecimal(4)));
                }
            }
            return parts;
        }
    }

    /** How many rows of each entity touch a figure, by what became of them. */
    Map<Cause, Map<String, Long>> touching(String kpi) throws SQLException {
        try (PreparedStatement query = mart.prepareStatement("""
            select gone, came, entity, count(distinct row_key) from restatement_row
            where run_id = ? and kpi = ? group by gone, came, entity order by entity\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            Map<Cause, Map<String, Long>> counts = new TreeMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Cause cause =
                            row.getBoolean(1) ? Cause.DELETION : row.getBoolean(2) ? Cause.ARRIVAL : Cause.CORRECTION;
                    counts.computeIfAbsent(cause, first -> new TreeMap<>()).put(row.getString(3), row.getLong(4));
                }
            }
            return counts;
        }
    }
}
