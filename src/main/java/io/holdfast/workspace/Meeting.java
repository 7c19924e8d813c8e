package io.holdfast.workspace;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the meeting that reads the reports agreed on: {@code jobs/meeting.yml}, which need not be there. Every run keeps
 * the file as it was.
 *
 * @param held the day of the last meeting; there whenever there is an action or a decision
 * @param actions the open ones by the day they are due, then those done, the latest first
 * @param decisions by day, in the file's order within one
 */
public record Meeting(Optional<LocalDate> held, List<Action> actions, List<Decision> decisions) {

    public static final String FILE = "meeting.yml";

    private static final int LONGEST_ID = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 500;

    /**
     * Something that somebody is to do.
     *
     * @param what by language
     * @param owner who is to do it, by language
     * @param figure that it is to move, by its id
     * @param decided on which day
     * @param due on which day
     * @param done on which day; empty while it is open
     */
    public record Action(
            String id,
            Map<String, String> what,
            Map<String, String> owner,
            Optional<String> figure,
            LocalDate decided,
            LocalDate due,
            Optional<LocalDate> done) {

        /** Whole days past the due day; 0 where it is not past, or the action is done. */
        public long daysOverdue(LocalDate today) {
            return done.isPresent() ? 0 : Math.max(0, ChronoUnit.DAYS.between(due, today));
        }
    }

    /** @param what by language */
    public record Decision(LocalDate decided, Map<String, String> what) {}

    /** Reads it from a tree of jobs; empty where the tree has none. */
    public static Optional<Meeting> read(Definitions jobs) {
        return jobs.exists(FILE) ? Optional.of(read(jobs, YamlMap.read(jobs, FILE))) : Optional.empty();
    }

    private static Meeting read(Definitions jobs, YamlMap yaml) {
        yaml.only("held", "actions", "decisions");
        List<Action> actions = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap item : yaml.maps("actions")) {
            Action action = action(jobs, item);
            if (!ids.add(action.id())) {
                throw item.problem(
                        "id", "'" + action.id() + "' is another action's id too; give each one that stays its own");
            }
            actions.add(action);
        }
        actions.sort(Comparator.comparing((Action action) -> action.done().isPresent())
                .thenComparing(
                        action -> action.done().map(LocalDate::toEpochDay).orElse(0L), Comparator.reverseOrder())
                .thenComparing(Action::due)
                .thenComparing(Action::id));
        List<Decision> decisions = new ArrayList<>();
        for (YamlMap item : yaml.maps("decisions")) {
            item.only("decided", "what");
            decisions.add(new Decision(day(item, "decided"), texts(item, "what", LONGEST_TEXT)));
        }
        decisions.sort(Comparator.comparing(Decision::decided));
        if (!yaml.has("held") && !(actions.isEmpty() && decisions.isEmpty())) {
            throw yaml.problem("held", "'held' is missing; write the day of the last meeting, such as 2025-12-10");
        }
        return new Meeting(
                yaml.has("held") ? Optional.of(day(yaml, "held")) : Optional.empty(),
                List.copyOf(actions),
                List.copyOf(decisions));
    }

    private static Action action(Definitions jobs, YamlMap item) {
        item.only("id", "what", "owner", "figure", "decided", "due", "done");
        Optional<String> figure = item.optionalText("figure");
        if (figure.isPresent() && !jobs.exists("kpis/" + figure.get() + ".yml")) {
            throw item.problem(
                    "figure", "'" + figure.get() + "' is no figure; write a file's name of jobs/kpis/ without .yml");
        }
        LocalDate decided = day(item, "decided");
        return new Action(
                atMost(item, "id", item.text("id"), LONGEST_ID),
                texts(item, "what", LONGEST_TEXT),
                texts(item, "owner", LONGEST_NAME),
                figure,
                decided,
                notBefore(decided, item, "due"),
                item.has("done") ? Optional.of(notBefore(decided, item, "done")) : Optional.empty());
    }

    private static Map<String, String> texts(YamlMap item, String key, int most) {
        Map<String, String> texts = item.translations(key);
        texts.values().forEach(text -> atMost(item, key, text, most));
        return texts;
    }

    private static String atMost(YamlMap item, String key, String text, int most) {
        if (text.length() > most) {
            throw item.problem(key, "'" + key + "' has " + text.length() + " characters; write " + most + " at most");
        }
        return text;
    }

    private static LocalDate notBefore(LocalDate decided, YamlMap item, String key) {
        LocalDate day = day(item, key);
        if (day.isBefore(decided)) {
            throw item.problem(
                    key, "'" + key + "' is " + day + ", before " + decided + " when it was decided; mend one of them");
        }
        return day;
    }

    private static LocalDate day(YamlMap item, String key) {
        String text = item.text(key);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw item.problem(key, "'" + key + "' is '" + text + "'; write a day such as 2025-12-10");
        }
    }
}
