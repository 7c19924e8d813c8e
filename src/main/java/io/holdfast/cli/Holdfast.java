package io.holdfast.cli;

import io.holdfast.job.Failures;
import io.holdfast.job.Outcome.State;
import io.holdfast.job.Program;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import java.io.PrintWriter;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/** The command line as a whole. */
@Command(
        name = "holdfast",
        description = "Figures that decide whether customers stay, and the PDFs a management meeting works from.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        subcommands = {
            DemoCommand.class,
            InitCommand.class,
            RunCommand.class,
            ScheduleCommand.class,
            DoctorCommand.class,
            StatusCommand.class,
            ResendCommand.class,
            BackfillCommand.class,
            RerunCommand.class,
            VerifyCommand.class,
            ForgetCommand.class,
            RetainCommand.class,
            LedgerCommand.class,
            AuditPackCommand.class,
            EvidenceCommand.class,
            ChurnListCommand.class,
            CheckCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; the message says what to mend, the same command continues",
            "2:usage or configuration: the message names the file and line",
            "3:data gate: the input was refused, nothing was published",
            "4:done, with warnings",
            "5:made again, restated or checked, and not what was recorded",
            "143:asked to end (SIGTERM; 130 by Ctrl-C); the same command continues"
        })
public final class Holdfast {

    private Holdfast() {}

    /** Runs a command and returns its exit code. */
    public static int run(String... args) {
        // Libraries write digits as the JVM's locale does, which is the terminal's: no part of a run.
        Locale.setDefault(Locale.ROOT);
        try {
            LogFormat.begin();
        } catch (DefinitionException e) {
            e.problems().forEach(System.err::println);
            return State.DEFINITION.exitCode();
        }
        return new CommandLine(new Holdfast())
                .registerConverter(Period.class, Holdfast::period)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .execute(args);
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof DefinitionException definition) {
            definition.problems().forEach(problem -> tell(err, problem.toString()));
            return State.DEFINITION.exitCode();
        }
        tell(err, Failures.describe(failure));
        return State.FAILED.exitCode();
    }

    private static void tell(PrintWriter err, String line) {
        err.println(line);
        if (LogFormat.wanted()) {
            LoggerFactory.getLogger("io.holdfast").error(line);
        }
    }

    /** The version that {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + Program.version()};
        }
    }
}
