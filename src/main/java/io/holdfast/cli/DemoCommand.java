package io.holdfast.cli;

import io.holdfast.demo.DemoData;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import io.holdfast.job.Runner;
import io.holdfast.lake.Engine;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast demo DIR}. */
@Command(
        name = "demo",
        description = "Lay out a printing company with three years of orders, take them in, and render its last month.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    /** The morning after the export that the data stands for: so the same demonstration gives the same bytes. */
    private static final LocalDateTime MORNING = LocalDateTime.of(2026, 1, 1, 3, 0);

    /** What the demonstration has of its own: its name, and what its last meeting agreed on. */
    private static final List<String> OWN = List.of("company.yml", "meeting.yml");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            defaultValue = "holdfast-demo",
            description = "The folder (default: ${DEFAULT-VALUE}).")
    private Path dir = Path.of("holdfast-demo");

    @Option(
            names = "--orders",
            defaultValue = "100000",
            description = "How many orders, from 1,000 to 1,000,000,000 (default: ${DEFAULT-VALUE}).")
    private long orders;

    @Override
    public Integer call() throws IOException, SQLException {
        if (orders < DemoData.FEWEST_ORDERS || orders > DemoData.MOST_ORDERS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--orders is " + orders + "; write a number from " + DemoData.FEWEST_ORDERS + " to "
                            + DemoData.MOST_ORDERS);
        }
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Workspace workspace = layOut();
        Company company = workspace.company();
        terminal.say("writing " + orders + " orders, and what belongs to them, into " + dir.resolve("inbox"));
        try (Engine engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
                Connection connection = engine.connect()) {
            DemoData.write(connection, orders, workspace.root().resolve("inbox"));
        }
        Clock morning = Clock.fixed(MORNING.atZone(company.zone()).toInstant(), company.zone());
        try (Runner runner = new Runner(workspace, morning, terminal)) {
            for (String job : new String[] {"nightly", "monthly-pack"}) {
                Outcome outcome = runner.run(job, Optional.empty(), false);
                terminal.end(outcome);
                if (outcome.state() != State.DONE && outcome.state() != State.WARNINGS) {
                    return outcome.state().exitCode();
                }
            }
        }
        tellHowToGoOn(terminal);
        return 0;
    }

    private Workspace layOut() throws IOException {
        if (Files.isDirectory(dir)) {
            try (Stream<Path> files = Files.list(dir)) {
                if (files.findAny().isPresent()) {
                    throw new DefinitionException(
                            dir.toString(), 0, "is not empty; name a new folder: holdfast demo DIR");
                }
            }
        }
        Files.createDirectories(dir.resolve("jobs"));
        Files.createDirectories(dir.resolve("inbox"));
        for (String file : OWN) {
            try (InputStream own =
                    Objects.requireNonNull(DemoCommand.class.getResourceAsStream("/io/holdfast/demo/" + file))) {
                Files.copy(own, dir.resolve("jobs").resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Workspace.writeDefaults(dir);
        return new Workspace(dir);
    }

    private void tellHowToGoOn(Terminal terminal) {
        terminal.say("");
        terminal.say("The management pack: " + dir.resolve("out/2025-12/management-pack.en.pdf") + " (and .zh.pdf)");
        terminal.say("Its last day:        holdfast run daily-brief --period 2025-12-31 --dir " + dir);
        terminal.say("The year:            holdfast run year-review --period 2025 --dir " + dir);
        terminal.say("Another month:       holdfast run monthly-pack --period 2025-08 --dir " + dir);
        terminal.say("Your own data:       holdfast init my-company, then see README.md, 'Your own data'");
        terminal.say("Its definitions:     " + dir.resolve("jobs") + " and " + dir.resolve("reports")
                + "; after an edit: holdfast check --dir " + dir);
    }
}
