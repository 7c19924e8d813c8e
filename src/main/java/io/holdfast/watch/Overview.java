package io.holdfast.watch;

import io.holdfast.job.AtWork;
import io.holdfast.job.BusyException;
import io.holdfast.job.Narrator;
import io.holdfast.job.Patience;
import io.holdfast.job.Runner;
import io.holdfast.job.Standing;
import io.holdfast.schedule.Concern;
import io.holdfast.schedule.Doctor;
import io.holdfast.schedule.Outlook;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that is to be seen of a workspace at a moment.
 *
 * @param now the moment
 * @param company whose it is
 * @param zone of the company
 * @param standing how its jobs stand
 * @param work the run that is at work; empty where none is, or its process gave no sign of life lately
 * @param outlooks what lies ahead, by job
 * @param findings what a person should look at
 * @param free bytes where {@code data} lies
 * @param size of that disk, in bytes
 */
public record Overview(
        Instant now,
        String company,
        ZoneId zone,
        Standing standing,
        Optional<AtWork> work,
        List<Outlook> outlooks,
        List<Concern> findings,
        long free,
        long size) {

    /**
     * What is to be seen now. The database is asked only where nobody has ever left word of what is in it. Definitions that
     * cannot be read are among the findings.
     */
    public static Overview of(Workspace workspace, Clock clock) {
        Instant now = clock.instant();
        Standing standing = Standing.left(workspace).orElseGet(() -> asked(workspace, clock));
        Optional<Company> company = readable(workspace::company);
        try {
            FileStore disk = Files.getFileStore(workspace.root());
            return new Overview(
                    now,
                    company.map(Company::name).orElse(""),
                    company.map(Company::zone).orElse(ZoneOffset.UTC),
                    standing,
                    AtWork.in(workspace).filter(run -> run.alive(now)),
                    readable(() -> Outlook.of(workspace, standing, now)).orElse(List.of()),
                    new Doctor(workspace, clock).glance(),
                    disk.getUsableSpace(),
                    disk.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + workspace.root(), e);
        }
    }

    private static <T> Optional<T> readable(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    // Of an earlier program, which left none.
    private static Standing asked(Workspace workspace, Clock clock) {
        if (!Files.isDirectory(workspace.root().resolve("data"))) {
            return Standing.EMPTY;
        }
        try (Runner runner = new Runner(workspace, clock, Narrator.SILENT, Patience.NONE)) {
            return runner.standing();
        } catch (BusyException | DefinitionException | UncheckedIOException e) {
            // Whoever runs something here says why it cannot be opened.
            return Standing.EMPTY;
        }
    }
}
