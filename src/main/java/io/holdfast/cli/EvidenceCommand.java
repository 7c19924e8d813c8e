package io.holdfast.cli;

import io.holdfast.job.EvidenceFiles;
import io.holdfast.job.EvidenceFiles.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

    @Mixin
    private final WantedFile file = new WantedFile();

    @Option(
            names = "--where",
            paramLabel = "COLUMN=MEMBER",
            description = "Only these rows, such as branch=North; 'not recorded' where nobody said which.")
    private final List<String> where = new ArrayList<>();

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Question question = new Question(kpi, file.period, chosen());
        return terminal.end(
                new EvidenceFiles(place.workspace(), place.clock()).write(question, file.format, file.out()));
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
}
