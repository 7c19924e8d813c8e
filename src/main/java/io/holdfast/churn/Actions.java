package io.holdfast.churn;

import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.YamlMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to do with whom, as a person wrote it: of each customer, the first action whose conditions all hold. Conditions are
 * data: a column, an operator and a value; nothing of the file is run.
 *
 * @param all in the order of the file; the last one has no conditions
 */
public record Actions(List<Action> all) {

    private static final int LONGEST_ID = 40;

    public Actions {
        all = List.copyOf(all);
    }

    /**
     * One action.
     *
     * @param id its word in tables
     * @param name by language
     * @param conditions all of which must hold
     */
    public record Action(String id, Map<String, String> name, List<Condition> conditions) {}

    /**
     * Reads a file of actions.
     *
     * @throws DefinitionException with every problem of the file
     */
    public static Actions read(Definitions jobs, String file) {
        YamlMap yaml = YamlMap.read(jobs, file).only("actions");
        List<YamlMap> items = yaml.maps("actions");
        if (items.isEmpty()) {
            throw yaml.problem("actions", "'actions' is empty; write a list of '- action: …' items");
        }
        List<Action> actions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                actions.add(action(items.get(i), ids, i + 1 == items.size()));
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        return new Actions(actions);
    }

    private static Action action(YamlMap yaml, Set<String> ids, boolean last) {
        yaml.only("action", "name", "when");
        String id = yaml.text("action");
        if (!id.matches("[a-z][a-z0-9-]*") || id.length() > LONGEST_ID) {
            throw yaml.problem(
                    "action",
                    "'" + id + "' cannot be an action's word; use small letters, digits and -, " + LONGEST_ID
                            + " at most");
        }
        if (!ids.add(id)) {
            throw yaml.problem("action", "the action '" + id + "' stands here a second time; keep one");
        }
        YamlMap when = yaml.map("when");
        if (when.keys().isEmpty() != last) {
            throw yaml.problem(
                    last ? "when" : "action",
                    last
                            ? "the last action must hold for everybody: leave its 'when' out"
                            : "'" + id
                                    + "' has no 'when', so nothing after it would ever be chosen; move it to the end");
        }
        List<Condition> conditions = new ArrayList<>();
        when.keys().forEach(column -> conditions.addAll(Condition.read(when, column)));
        return new Action(id, yaml.translations("name"), conditions);
    }

    /** The word of a customer's action, as an expression over the columns of {@link Condition}. */
    String sql() {
        StringBuilder sql = new StringBuilder("case");
        for (Action action : all) {
            if (!action.conditions().isEmpty()) {
                sql.append("\n when ")
                        .append(String.join(
                                " and ",
                                action.conditions().stream().map(Condition::sql).toList()))
                        .append(" then ")
                        .append(Sql.literal(action.id()));
            }
        }
        return sql.append("\n else ")
                .append(Sql.literal(all.get(all.size() - 1).id()))
                .append("\nend")
                .toString();
    }
}
