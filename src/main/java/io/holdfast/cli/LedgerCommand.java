package io.holdfast.cli;

import io.holdfast.job.Verifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast ledger}: what others keep of it. */
@Command(
        name = "ledger",
        description = "What others keep of the ledger.",
        subcommands = {LedgerCommand.HeadCommand.class, LedgerCommand.ExportCommand.class},
        mixinStandardHelpOptions = true)
final class LedgerCommand {

    /** {@code holdfast ledger head}. */
    @Command(
            name = "head",
            description = "Write down the ledger's last hash, to be kept where nobody can change it.",
            mixinStandardHelpOptions = true)
    static final class HeadCommand implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Place place = new Place();

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "Where to (default: out/ledger/POSITION.head in the workspace).")
        private @Nullable Path out;

        @Option(
                names = "--sign",
                description =
                        "Sign it, and have it time-stamped, as jobs/audit.yml says: FILE.p7s and FILE.tsr beside it.")
        private boolean sign;

        @Override
        public Integer call() {
            Terminal terminal =
                    new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
            try (Verifier verifier = new Verifier(place.workspace())) {
                Optional<Path> file = Optional.ofNullable(out);
                return terminal.end(
                        sign ? verifier.signedHead(file, place.clock(), System::getenv) : verifier.head(file));
            }
        }
    }

    /** {@code holdfast ledger export}. */
    @Command(
            name = "export",
            description = "Write every entry as a text file, so that common tools can check the chain.",
            mixinStandardHelpOptions = true)
    static final class ExportCommand implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private final Place place = new Place();

        @Option(
                names = "--out",
                paramLabel = "FOLDER",
                description = "Where to (default: out/ledger/entries in the workspace).")
        private @Nullable Path out;

        @Override
        public Integer call() {
            Terminal terminal =
                    new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
            try (Verifier verifier = new Verifier(place.workspace())) {
                return terminal.end(verifier.export(Optional.ofNullable(out)));
            }
        }
    }
}
