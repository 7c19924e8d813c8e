package io.holdfast.cli;

import io.holdfast.job.Outcome.State;
import io.holdfast.job.WorkspaceCheck;
import io.holdfast.schedule.Scheduler;
import io.holdfast.workspace.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast check}. */
@Command(
        name = "check",
        description = "Look over every file under jobs and reports; name file, line, what came and what is allowed.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--examples", description = "Compute the worked examples of the figures too.")
    private boolean examples;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        // A job whose file cannot be read is told of by both.
        List<Problem> problems = Stream.concat(
                        new WorkspaceCheck(place.workspace()).problems(examples).stream(),
                        Scheduler.check(place.workspace()).stream())
                .distinct()
                .toList();
        problems.forEach(spec.commandLine().getErr()::println);
        out.println(problems.isEmpty() ? "jobs and reports are in order" : problems.size() + " to mend");
        out.flush();
        spec.commandLine().getErr().flush();
        return problems.isEmpty() ? State.DONE.exitCode() : State.DEFINITION.exitCode();
    }
}
