package io.holdfast.report;

import static io.holdfast.report.SampleMart.RUN;

import io.holdfast.report.SampleMart.Shape;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the sample company's meeting of 10 December agreed on: two overdue actions, two that are not, two done, a decision. */
final class SampleMeeting {

    private static final LocalDate HELD = LocalDate.of(2025, 12, 10);

    private final SampleMart mart;
    private final Shape shape;
    private int actions;

    SampleMeeting(SampleMart mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
    }

    void fill() throws SQLException {
        mart.insert("meeting", RUN, HELD);
        action("order-error-rate", "Check every size against the last order", "每单尺寸与上一单核对", "2025-12-05", null, 29);
        action(null, "Ask customers by telephone, not by letter", "改信函为电话回访", "2025-12-19", null, 15);
        action("answer-time", "Rota for first answers", "首次答复轮班", "2026-01-15", null, 0);
        action("no-such-figure", "Measure what nobody measures", "测量无人测量之事", "2026-02-27", null, 0);
        for (int i = 0; shape == Shape.SIXTY_BRANCHES && i < 60; i++) {
            action("on-time-delivery", "Branch " + i + " plans by plant", "各厂排产", "2026-03-31", null, 0);
        }
        action("on-time-delivery", "Carriers confirm the day before", "承运商提前一天确认", "2025-12-15", "2025-12-12", 0);
        action(null, "Done before the meeting, told there", "会前已完成", "2025-11-30", "2025-11-28", 0);
        mart.insert("meeting_decision", RUN, 1, HELD.minusMonths(1));
        text("meeting_decision_text", 1, "A decision of the meeting before", "上上次会议的决议");
        mart.insert("meeting_decision", RUN, 2, HELD);
        text("meeting_decision_text", 2, "Reprints leave within two working days", "重印两个工作日内发出");
    }

    private void action(
            @Nullable String kpi, String english, String chinese, String due, @Nullable String done, long overdue)
            throws SQLException {
        actions++;
        mart.insert(
                "meeting_action",
                RUN,
                actions,
                shape == Shape.LONG_NAMES ? "W".repeat(20) : "A-" + (20 + actions),
                kpi,
                LocalDate.of(2025, 11, 12),
                LocalDate.parse(due),
                done == null ? null : LocalDate.parse(done),
                overdue);
        text("meeting_action_text", actions, english, chinese);
        text("meeting_action_owner", actions, "Head of order entry", "订单录入主管");
    }

    private void text(String table, int ordinal, String english, String chinese) throws SQLException {
        int most = table.endsWith("owner") ? 100 : 500;
        mart.insert(table, RUN, ordinal, "en", full(english, most));
        mart.insert(table, RUN, ordinal, "zh", full(chinese, most));
    }

    private String full(String text, int most) {
        return shape == Shape.LONG_NAMES ? (text + " ").repeat(most).substring(0, most) : text;
    }
}
