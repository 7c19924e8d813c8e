package io.holdfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.Meeting.Action;
import io.holdfast.workspace.Meeting.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeetingTest {

    private static final String ACTION = """
        held: 2025-12-10
        actions:
          - id: A-1
            what: {en: Call, zh: 致电}
            owner: Sales
            figure: retention-rate
            decided: 2025-11-12
            due: 2025-12-05
        """;

    @TempDir
    private Path folder;

    @Test
    void a_workspace_without_the_file_has_no_meeting() {
        assertThat(Meeting.read(new Definitions("jobs", folder))).isEmpty();
    }

    @Test
    void a_file_of_comments_is_a_meeting_that_nothing_is_noted_of() throws IOException {
        assertThat(meeting("# nothing yet\n")).isEqualTo(new Meeting(Optional.empty(), List.of(), List.of()));
    }

    @Test
    void everything_can_be_said() throws IOException {
        Meeting meeting = meeting(ACTION + """
            decisions:
              - decided: 2025-12-10
                what: Reprints leave in two days
            """);

        assertThat(meeting.held()).contains(LocalDate.of(2025, 12, 10));
        assertThat(meeting.actions())
                .containsExactly(new Action(
                        "A-1",
                        Map.of("en", "Call", "zh", "致电"),
                        Map.of("en", "Sales"),
                        Optional.of("retention-rate"),
                        LocalDate.of(2025, 11, 12),
                        LocalDate.of(2025, 12, 5),
                        Optional.empty()));
        assertThat(meeting.decisions())
                .containsExactly(new Decision(LocalDate.of(2025, 12, 10), Map.of("en", "Reprints leave in two days")));
    }

    @Test
    void open_actions_come_by_the_day_they_are_due_then_those_done_the_latest_first() throws IOException {
        StringBuilder text = new StringBuilder("held: 2025-12-10\nactions:\n");
        String[][] given = {
            {"late", "2025-12-19", ""},
            {"done-early", "2025-12-01", "done: 2025-11-20"},
            {"later", "2026-01-15", ""},
            {"done-last", "2025-12-31", "done: 2025-12-12"},
            {"latest", "2025-12-05", ""}
        };
        for (String[] action : given) {
            text.append(
                    "  - {id: %s, what: x, owner: y, decided: 2025-11-12, due: %s, %s}\n".formatted((Object[]) action));
        }
        assertThat(meeting(text.toString()).actions())
                .extracting(Action::id)
                .containsExactly("latest", "late", "later", "done-last", "done-early");
    }

    @Test
    void an_action_is_overdue_by_the_days_past_its_due_day_while_it_is_open() throws IOException {
        Action open = meeting(ACTION).actions().get(0);
        assertThat(open.daysOverdue(LocalDate.of(2025, 12, 4))).isZero();
        assertThat(open.daysOverdue(LocalDate.of(2025, 12, 5)))
                .as("its last day")
                .isZero();
        assertThat(open.daysOverdue(LocalDate.of(2026, 1, 1))).isEqualTo(27);
        Action done = meeting(ACTION + "    done: 2025-12-31\n").actions().get(0);
        assertThat(done.daysOverdue(LocalDate.of(2026, 1, 1))).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                held: 2025-12-10       | held: 10.12.2025            | jobs/meeting.yml:1: 'held' is '10.12.2025'; write a day such as 2025-12-10
                held: 2025-12-10       | # held                      | jobs/meeting.yml:2: 'held' is missing; write the day of the last meeting, such as 2025-12-10
                due: 2025-12-05        | due: 2025-11-05             | jobs/meeting.yml:8: 'due' is 2025-11-05, before 2025-11-12 when it was decided; mend one of them
                figure: retention-rate | figure: retention           | jobs/meeting.yml:6: 'retention' is no figure; write a file's name of jobs/kpis/ without .yml
                owner: Sales           | who: Sales                  | jobs/meeting.yml:5: 'who' is not known here; allowed: id, what, owner, figure, decided, due, done
                owner: Sales           | owner:                      | jobs/meeting.yml:5: 'owner' has nothing behind it; it is required here
                id: A-1                | id: A-12345678901234567890  | jobs/meeting.yml:3: 'id' has 22 characters; write 20 at most
                """)
    void what_is_wrong_is_said_with_line_value_and_remedy(String right, String wrong, String message) {
        assertThatThrownBy(() -> meeting(ACTION.replace(right, wrong))).hasMessage(message);
    }

    @Test
    void two_actions_have_two_ids() {
        String twice = ACTION + ACTION.substring(ACTION.indexOf("  - id"));
        assertThatThrownBy(() -> meeting(twice))
                .hasMessage("jobs/meeting.yml:9: 'A-1' is another action's id too; give each one that stays its own");
    }

    @Test
    void the_file_that_ships_notes_nothing_and_its_example_is_right() throws IOException {
        String shipped = Files.readString(Path.of("jobs/meeting.yml"));
        assertThat(meeting(shipped).actions()).isEmpty();
        String example = shipped.substring(shipped.indexOf("# held")).replaceAll("(?m)^# ", "");
        assertThat(meeting(example).actions()).extracting(Action::id).containsExactly("A-41", "A-39");
        assertThat(meeting(example).decisions()).hasSize(1);
    }

    private Meeting meeting(String text) throws IOException {
        Files.createDirectories(folder.resolve("kpis"));
        for (String figure : List.of("retention-rate", "on-time-delivery")) {
            Files.writeString(folder.resolve("kpis").resolve(figure + ".yml"), "");
        }
        Files.writeString(folder.resolve(Meeting.FILE), text);
        return Meeting.read(new Definitions("jobs", folder)).orElseThrow();
    }
}
