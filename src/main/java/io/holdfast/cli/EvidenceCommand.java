package io.holdfast.cli;

import io.holdfast.job.EvidenceFiles;
import io.holdfast.job.EvidenceFiles.Format;
import io.holdfast.job.EvidenceFiles.Question;
import io.holdfast.period.Period;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast evidence KPI}. */
@Command(
        name = "evidence",
        description = "Write the very rows behind a published number, and show that they make it.",
        mixinStandardHelpOptions = true)
final class EvidenceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "KPI", description = "A figure: the name of a file in jobs/kpis/, without .yml.")
    private String kpi = "";

    @Option(
            names = "--period",
            required = true,
            paramLabel = "PERIOD",
            description = "2025-12-31, 2025-W52, 2025-12, 2025-Q4 or 2025.")
    private String period = "";

    @Option(
            names = "--where",
            paramLabel = "COLUMN=MEMBER",
            description = "Only these rows, such as branch=North; 'not recorded' where nobody said which.")
    private final List<String> where = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, parquet or xlsx (default: ${DEFAULT-VALUE}).")
    private Format format = Format.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: out/PERIOD/evidence/KPI.FORMAT in the workspace).")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Question question = new Question(kpi, about(), chosen());
        return terminal.end(
                new EvidenceFiles(place.workspace(), place.clock()).write(question, format, Optional.ofNullable(out)));
    }

    private Map<String, String> chosen() {
        Map<String, String> chosen = new TreeMap<>();
        for (String one : where) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec.commandLine(), "--where: '" + one + "' names no member; write one such as branch=North");
            }
            if (chosen.put(one.substring(0, equals), one.substring(equals + 1)) != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--where: '" + one.substring(0, equals) + "' stands twice; ask for one member at a time");
            }
        }
        return chosen;
    }

    private Period about() {
        try {
            return Period.parse(period);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--period: " + e.getMessage());
        }
    }
}
