package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionsTest {

    private static final String LAST = "  - action: wait\n    name: Wait\n";

    @TempDir
    Path folder;

    @Test
    void the_first_action_whose_conditions_all_hold_is_chosen() throws IOException, SQLException {
        Actions actions =
                read("  - {action: call, name: Call, when: {p-lapse: {at-least: 50%, under: 0.9}, silent: false}}\n"
                        + "  - {action: visit, name: {en: Visit, zh: 拜访}, when: {segment: {one-of: [\"Miller's\", Retail]}}}\n"
                        + LAST);

        assertThat(chosen(actions, "0.5 as p_lapse, false as silent, 'Retail' as segment"))
                .isEqualTo("call");
        assertThat(chosen(actions, "0.9 as p_lapse, false as silent, 'Retail' as segment"))
                .isEqualTo("visit");
        assertThat(chosen(actions, "0.7 as p_lapse, true as silent, 'Miller''s' as segment"))
                .isEqualTo("visit");
        assertThat(chosen(actions, "0.7 as p_lapse, true as silent, 'Health' as segment"))
                .isEqualTo("wait");
    }

    @Test
    void what_nobody_knows_holds_for_no_condition() throws IOException, SQLException {
        Actions actions = read("  - {action: ask, name: Ask, when: {silent: false}}\n"
                + "  - {action: call, name: Call, when: {segment: {is-not: Retail}}}\n" + LAST);

        assertThat(chosen(actions, "cast(null as boolean) as silent, cast(null as varchar) as segment"))
                .isEqualTo("wait");
        assertThat(chosen(actions, "true as silent, 'Health' as segment")).isEqualTo("call");
    }

    @Test
    void every_unknown_word_is_named_with_file_and_line() {
        assertThatThrownBy(() -> read("  - action: call\n    name: Call\n    when:\n      chance: {over: 1}\n"
                        + "  - action: ask\n    name: Ask\n    when:\n      silent: perhaps\n"
                        + "  - action: thank\n    name: Thank\n    when:\n      order-days: {more: 3}\n"
                        + "  - action: visit\n    name: Visit\n    when:\n      days-overdue: {over: many}\n" + LAST))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("jobs/churn/actions.yml:5: 'chance' is not a column here; allowed: p-lapse,")
                .hasMessageContaining("jobs/churn/actions.yml:9: 'silent' is 'perhaps'; write true or false")
                .hasMessageContaining("jobs/churn/actions.yml:13: 'more' is not an operator of 'order-days'; allowed:"
                        + " at-least, over, at-most, under, is")
                .hasMessageContaining("jobs/churn/actions.yml:17: 'over' is 'many'; write a number");
    }

    @Test
    void only_the_last_action_holds_for_everybody() {
        assertThatThrownBy(() -> read(LAST + "  - {action: call, name: Call}\n"))
                .hasMessageContaining("jobs/churn/actions.yml:2: 'wait' has no 'when', so nothing after it");
        assertThatThrownBy(() -> read("  - {action: call, name: Call, when: {silent: true}}\n"))
                .hasMessageContaining("the last action must hold for everybody");
        assertThatThrownBy(() -> read("  - {action: wait, name: Call, when: {silent: true}}\n" + LAST))
                .hasMessageContaining("'wait' stands here a second time");
    }

    @Test
    void a_text_of_the_file_never_becomes_sql() throws IOException, SQLException {
        Actions actions = read("  - {action: call, name: Call, when: {segment: \"x' or '1'='1\"}}\n" + LAST);

        assertThat(chosen(actions, "'Retail' as segment")).isEqualTo("wait");
        assertThat(chosen(actions, "'x'' or ''1''=''1' as segment")).isEqualTo("call");
    }

    @Test
    void the_shipped_actions_are_in_order() {
        Definitions shipped = new Definitions("jobs", Path.of("jobs"));

        assertThat(ChurnDefinition.read(shipped, "all", "jobs/churn.yml")
                        .actions()
                        .all())
                .allSatisfy(action -> assertThat(action.name()).containsKeys("en", "zh"))
                .extracting(Actions.Action::id)
                .contains("call", "apologise", "thank", "win-back", "let-go");
    }

    private Actions read(String actions) throws IOException {
        Files.createDirectories(folder.resolve("churn"));
        Files.writeString(folder.resolve("churn/actions.yml"), "actions:\n" + actions);
        return Actions.read(new Definitions("jobs", folder), "churn/actions.yml");
    }

    private static String chosen(Actions actions, String columns) throws SQLException {
        String given = "select " + columns;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + actions.sql() + " from (" + given
                        + (columns.contains("p_lapse") ? "" : ", 0.0 as p_lapse")
                        + (columns.contains("silent") ? "" : ", true as silent") + ")")) {
            row.next();
            return row.getString(1);
        }
    }
}
