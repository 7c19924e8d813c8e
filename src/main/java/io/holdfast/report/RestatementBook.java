package io.holdfast.report;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A restatement as a workbook: every figure, what each cause made of it and of its members, every row that touches one, the
 * changed definitions, the loads. Exact numbers, so that the parts can be added up.
 */
public final class RestatementBook {

    private RestatementBook() {}

    /**
     * Writes it.
     *
     * @param runId the run that is restated
     * @param mart with the restatement's tables, and of no other run
     * @param created what the workbook says of its making: a fact of the records, not of the clock
     * @param target a new file
     */
    public static void write(String runId, Connection mart, Instant created, Path target) {
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("figures", """
            select f.kpi as "figure", t.name as "name", k.unit as "unit", f.published as "published", f.figure as "now",
                f.difference as "difference",
                trim(case when f.published is null and f.figure is null then 'no value then, none now'
                    when f.published is null then 'no value then' when f.figure is null then 'no value now' end) as "in words",
                f.numerator_then as "numerator then", f.denominator_then as "denominator then", f.numerator as "numerator now",
                f.denominator as "denominator now", f.target_then as "target then", f.target as "target now",
                f.status_then as "status then", f.status as "status now", f.status_by_old_target as "status by old target",
                f.moved as "moved", f.parts_moved as "parts moved", f.touching as "rows touching it",
                f.due as "cases come due", f.indirect as "cases moved by others' rows"
            from restatement_figure f join kpi k on k.run_id = f.run_id and k.kpi = f.kpi
            left join kpi_text t on t.run_id = f.run_id and t.kpi = f.kpi and t.language = 'en'
            where f.run_id = '%s' order by f.ordinal\
            """);
        sheets.put("causes", """
            select p.kpi as "figure", p.dimension as "dimension", p.member as "member", p.cause as "cause",
                p.figure_before as "before", p.figure as "after", p.part as "part",
                trim(case when p.figure_before is null and p.figure is null then 'no value'
                    when p.figure_before is null then 'a value' when p.figure is null then 'no value any more'
                    end) as "in words"
            from restatement_part p join restatement_figure f on f.run_id = p.run_id and f.kpi = p.kpi
            where p.run_id = '%s'
            order by f.ordinal, case when p.dimension = 'total' then 0 else 1 end, p.dimension, p.member, p.ordinal\
            """);
        sheets.put("rows", """
            select w.kpi as "figure", w.entity as "entity", w.row_key as "key",
                trim(case when w.gone then 'gone' when w.came then 'came' else 'changed' end) as "how", w.ledger_position as "ledger position",
                l.source as "source", l.file as "file", l.recorded_at as "recorded at", w.changed_columns as "what changed",
                w.counted as "counts as", w.was as "then", w.was_hit as "hit then", w.was_base as "base then",
                w.was_other_hit as "other hit then", w.was_other_base as "other base then", w.became as "now",
                w.hit as "hit now", w.base as "base now", w.other_hit as "other hit now", w.other_base as "other base now"
            from restatement_row w join restatement_figure f on f.run_id = w.run_id and f.kpi = w.kpi
            left join restatement_load l on l.run_id = w.run_id and l.ledger_position = w.ledger_position
            where w.run_id = '%s' order by f.ordinal, w.ordinal\
            """);
        sheets.put("definitions", """
            select c.kpi as "figure", c.kind as "what", c.name as "name", c.was as "then", c.became as "now"
            from restatement_change c where c.run_id = '%s' order by c.ordinal\
            """);
        sheets.put("loads", """
            select l.ledger_position as "ledger position", l.entity as "entity", l.source as "source", l.file as "file",
                l.recorded_at as "recorded at", l.came as "rows that came", l.changed as "rows that changed",
                l.gone as "rows that are gone"
            from restatement_load l where l.run_id = '%s' order by l.ledger_position\
            """);
        sheets.replaceAll((sheet, query) -> query.replace("%s", runId.replace("'", "''")));
        try {
            Spreadsheet.write(sheets, mart, created, target);
        } catch (SQLException e) {
            throw new ReportException("the mart cannot be read for run '" + runId + "': " + e.getMessage(), e);
        }
    }
}
