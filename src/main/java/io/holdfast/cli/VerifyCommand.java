package io.holdfast.cli;

import io.holdfast.job.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast verify}. */
@Command(
        name = "verify",
        description = "Check that every entry of the ledger, every file it names and every result is as recorded.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description =
                    "A head of the ledger that was kept elsewhere; those in out/ledger are looked at too. Its signature"
                            + " (FILE.p7s) and time-stamp (FILE.tsr) are checked where they lie beside it.")
    private final List<Path> heads = new ArrayList<>();

    @Option(
            names = "--trust",
            paramLabel = "CERT.pem",
            description =
                    "The certificate of who may sign heads; a head named here must be signed, and by nobody else.")
    private final List<Path> trusted = new ArrayList<>();

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Verifier verifier = new Verifier(place.workspace())) {
            return terminal.end(verifier.verify(heads, trusted));
        }
    }
}
