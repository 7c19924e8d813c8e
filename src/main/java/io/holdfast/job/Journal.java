package io.holdfast.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** What one run of the program gathers about its job, besides what the repository keeps: causes and warnings. */
final class Journal {

    private final Narrator narrator;
    private final UnaryOperator<Tasklet> gate;
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Journal(Narrator narrator) {
        this(narrator, tasklet -> tasklet);
    }

    /** @param gate what every tasklet has to pass before it begins */
    Journal(Narrator narrator, UnaryOperator<Tasklet> gate) {
        this.narrator = narrator;
        this.gate = gate;
    }

    void say(String line) {
        narrator.say(line);
    }

    void progress(String step, int done, int of) {
        narrator.progress(step, done, of);
    }

    synchronized void warn(List<String> lines) {
        warnings.addAll(lines);
    }

    synchronized List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The tasklet, its failure remembered as it was thrown: a partition's failure reaches the job only as a status. */
    Tasklet remembering(Tasklet tasklet) {
        return gate.apply((contribution, context) -> {
            try {
                return tasklet.execute(contribution, context);
            } catch (RuntimeException e) {
                synchronized (this) {
                    failures.add(e);
                }
                throw e;
            }
        });
    }

    /** Likewise for a work. */
    Tasklet remembering(Work work) {
        return remembering((Tasklet) (contribution, context) -> {
            work.run();
            return RepeatStatus.FINISHED;
        });
    }
}
