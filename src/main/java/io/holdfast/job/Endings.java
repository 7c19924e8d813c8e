package io.holdfast.job;

import io.holdfast.extract.TooManyRejectsException;
import io.holdfast.extract.UnreadableFileException;
import io.holdfast.job.Standing.Result;
import io.holdfast.workspace.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** How an execution ended, as this program tells it and as the batch repository keeps it. */
final class Endings implements JobExecutionListener {

    private final Journal journal;

    Endings(Journal journal) {
        this.journal = journal;
    }

    /** Before the execution is kept for the last time: its exit code says what the process's will. */
    @Override
    public void afterJob(JobExecution execution) {
        Outcome.State state = state(execution, journal);
        if (state == Outcome.State.WARNINGS) {
            execution.setExitStatus(
                    new ExitStatus(state.name(), journal.warnings().size() + " warnings"));
        } else if (state == Outcome.State.DEFINITION || state == Outcome.State.DATA_GATE) {
            execution.setExitStatus(
                    new ExitStatus(state.name(), execution.getExitStatus().getExitDescription()));
        }
    }

    static Outcome.State state(JobExecution execution, Journal journal) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return journal.warnings().isEmpty() ? Outcome.State.DONE : Outcome.State.WARNINGS;
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return Outcome.State.STOPPED;
        }
        Outcome.State state = Outcome.State.FAILED;
        for (Throwable cause : causes(execution, journal)) {
            state = cause instanceof DefinitionException
                    ? Outcome.State.DEFINITION
                    : cause instanceof TooManyRejectsException || cause instanceof UnreadableFileException
                            ? Outcome.State.DATA_GATE
                            : state;
        }
        return state;
    }

    /** Why it failed. */
    static List<Throwable> causes(JobExecution execution, Journal journal) {
        List<Throwable> causes = new ArrayList<>(journal.failures());
        if (causes.isEmpty()) {
            causes.addAll(execution.getAllFailureExceptions());
        }
        return causes.stream().map(Endings::root).toList();
    }

    // Spring Batch wraps what a partitioner throws.
    private static Throwable root(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DefinitionException
                    || cause instanceof TooManyRejectsException
                    || cause instanceof UnreadableFileException) {
                return cause;
            }
        }
        return failure;
    }

    /** What an execution that nobody works at any more came to. */
    static Result result(BatchStatus status, @Nullable String exitCode) {
        if (status == BatchStatus.COMPLETED) {
            return Result.WARNINGS.name().equals(exitCode) ? Result.WARNINGS : Result.DONE;
        }
        if (status == BatchStatus.STOPPED) {
            return Result.STOPPED;
        }
        if (status.isRunning() || status == BatchStatus.UNKNOWN) {
            return Result.DIED;
        }
        return Stream.of(Result.DEFINITION, Result.DATA_GATE)
                .filter(result -> result.name().equals(exitCode))
                .findFirst()
                .orElse(Result.FAILED);
    }

    /** How many warnings it ended with. */
    static long warnings(@Nullable String exitCode, @Nullable String exitMessage) {
        return Result.WARNINGS.name().equals(exitCode) && exitMessage != null && exitMessage.matches("\\d+ warnings")
                ? Long.parseLong(exitMessage.replaceFirst(" .*", ""))
                : 0;
    }
}
