package io.holdfast.mart;

import io.holdfast.workspace.Meeting;
import io.holdfast.workspace.Meeting.Action;
import io.holdfast.workspace.Meeting.Decision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what the last meeting agreed on: the tables meeting, meeting_action and meeting_decision with their texts. */
final class MeetingTables {

    private final JdbcTemplate jdbc;
    private final Run run;

    MeetingTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(Meeting meeting) {
        jdbc.update(
                "insert into meeting (run_id, held) values (?, ?)",
                run.id(),
                meeting.held().orElse(null));
        LocalDate known =
                LocalDate.ofInstant(run.known().recordedAt(), run.company().zone());
        for (int i = 0; i < meeting.actions().size(); i++) {
            Action action = meeting.actions().get(i);
            jdbc.update(
                    "insert into meeting_action (run_id, ordinal, action_id, kpi, decided, due, done, days_overdue)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    i + 1,
                    action.id(),
                    action.figure().orElse(null),
                    action.decided(),
                    action.due(),
                    action.done().orElse(null),
                    action.daysOverdue(known));
            texts("meeting_action_text", i + 1, action.what());
            texts("meeting_action_owner", i + 1, action.owner());
        }
        for (int i = 0; i < meeting.decisions().size(); i++) {
            Decision decision = meeting.decisions().get(i);
            jdbc.update(
                    "insert into meeting_decision (run_id, ordinal, decided) values (?, ?, ?)",
                    run.id(),
                    i + 1,
                    decision.decided());
            texts("meeting_decision_text", i + 1, decision.what());
        }
    }

    private void texts(String table, int ordinal, Map<String, String> what) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        new TreeMap<>(what).forEach((language, text) -> rows.add(new Object[] {run.id(), ordinal, language, text}));
        Batch.update(jdbc, "insert into " + table + " (run_id, ordinal, language, text) values (?, ?, ?, ?)", rows);
    }
}
