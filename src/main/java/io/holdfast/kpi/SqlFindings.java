package io.holdfast.kpi;

import io.holdfast.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a person has to mend in one query, each thing said once. */
final class SqlFindings {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    SqlFindings(String file) {
        this.file = file;
    }

    void add(int line, String message) {
        Problem problem = new Problem(file, line, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Adds what can be said in general, unless something better was said of that line. */
    void addIfNothingBetter(int line, String message) {
        if (problems.stream().noneMatch(problem -> problem.line() == line)) {
            add(line, message);
        }
    }

    /** Adds what can be said of the whole, unless something was said of a part. */
    void addIfNothingElse(int line, String message) {
        if (problems.isEmpty()) {
            add(line, message);
        }
    }

    /** By line. */
    List<Problem> sorted() {
        return problems.stream().sorted(Comparator.comparing(Problem::line)).toList();
    }
}
