package io.holdfast.workspace;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Gathers what a person has to mend, so that all of it is said at once. */
public final class Problems {

    private final Set<Problem> found = new LinkedHashSet<>();

    /** What a step yields; empty where it refuses a definition, which is remembered. */
    public <T> Optional<T> tried(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (DefinitionException e) {
            found.addAll(e.problems());
            return Optional.empty();
        }
    }

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    /** Each once, in the order in which they were found. */
    public List<Problem> found() {
        return List.copyOf(found);
    }

    /** @throws DefinitionException with all of them, where there is one */
    public void refuse() {
        if (!found.isEmpty()) {
            throw new DefinitionException(found());
        }
    }
}
