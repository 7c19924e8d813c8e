package io.holdfast.cli;

import io.holdfast.job.AuditPacks;
import io.holdfast.job.AuditPacks.Request;
import io.holdfast.period.Period;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast audit-pack}. */
@Command(
        name = "audit-pack",
        description = "Write all that an auditor needs of a period as one ZIP that common tools can check.",
        mixinStandardHelpOptions = true)
final class AuditPackCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--period",
            required = true,
            paramLabel = "PERIOD",
            description = "2025-12-31, 2025-W52, 2025-12, 2025-Q4 or 2025; every run of it or of a period within it.")
    private String period = "";

    @Option(
            names = "--up-to",
            paramLabel = "POSITION",
            description = "The ledger position where the pack ends (default: the last); to make an earlier pack again.")
    private @Nullable Long upTo;

    @Option(
            names = "--without-personal-data",
            description = "Leave names and free texts out of evidence rows and rejected rows.")
    private boolean withoutPersonalData;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: out/audit/audit-pack-PERIOD-at-POSITION.zip in the workspace).")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Request request = new Request(about(), Optional.ofNullable(upTo), !withoutPersonalData);
        try (AuditPacks packs = new AuditPacks(place.workspace(), place.clock(), terminal)) {
            return terminal.end(packs.make(request, Optional.ofNullable(out)));
        }
    }

    private Period about() {
        try {
            return Period.parse(period);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--period: " + e.getMessage());
        }
    }
}
