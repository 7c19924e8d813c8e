package io.holdfast.job;

import io.holdfast.job.BurstMade.Piece;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.mart.ReviewMart;
import io.holdfast.mart.ReviewMart.Item;
import io.holdfast.report.KeptStatements;
import io.holdfast.report.Reports;
import io.holdfast.report.Subject;
import io.holdfast.workspace.DefinitionException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Mart to PDFs and, where the job asks for them, tables: for each item, in one language, on as many threads as the company
 * has. What a killed try finished is not rendered again. An item that cannot be rendered is reported and stops no other; the
 * machine's own failures, such as a full disk, and broken templates stop the step, which the same command continues.
 */
final class BurstStep implements Work {

    // Each holds a connection of the database, which has ten.
    private static final int MOST_WORKERS = 8;
    private static final int NAMED = 10;

    private final RunContext run;
    private final StepDefinition.Burst burst;
    private final String language;
    private final Reports reports;
    private final DataSource mart;
    private final ReviewMart reviews;
    private final Outlet outlet;
    private final Journal journal;
    private final AtomicInteger finished = new AtomicInteger();
    private final SortedSet<String> missing = new ConcurrentSkipListSet<>();

    BurstStep(
            RunContext run,
            StepDefinition.Burst burst,
            String language,
            Reports reports,
            DataSource mart,
            ReviewMart reviews,
            Outlet outlet,
            Journal journal) {
        this.run = run;
        this.burst = burst;
        this.language = language;
        this.reports = reports;
        this.mart = mart;
        this.reviews = reviews;
        this.outlet = outlet;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        List<Item> items = reviews.items(run.runId(), burst.each());
        if (items.isEmpty()) {
            journal.say("there is no " + burst.each() + " to review in " + run.period() + "; nothing was rendered");
            return;
        }
        Files.createDirectories(run.pieces().resolve(burst.each().toString()));
        try (BurstDraft draft = BurstDraft.open(run, burst, language, mart)) {
            BurstMade made = new BurstMade(burst.template(), burst.each(), language, pieces(items, draft));
            List<Piece> failed = made.failed();
            if (failed.size() == made.pieces().size()) {
                throw new IllegalStateException("none of the " + items.size() + " reviews (" + burst.each() + ", "
                        + language + ") could be rendered; the first: "
                        + failed.get(0).failure());
            }
            outlet.burst(made);
            tell(made);
            journal.warn(Reports.lacking(burst.template(), language, missing));
        }
    }

    private List<Piece> pieces(List<Item> items, BurstDraft draft) throws Exception {
        int workers = Math.min(Math.min(run.company().threads(), MOST_WORKERS), items.size());
        ExecutorService executor = Executors.newFixedThreadPool(workers);
        AtomicInteger next = new AtomicInteger();
        List<List<Piece>> pieces = new ArrayList<>(Collections.nCopies(items.size(), List.of()));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < workers; worker++) {
                running.add(executor.submit(() -> {
                    try (Connection connection = KeptStatements.of(mart.getConnection())) {
                        for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                            pieces.set(i, pieces(items.get(i), draft, connection));
                            progress(items.size());
                        }
                    } catch (RuntimeException | SQLException e) {
                        // The others stop at their next item.
                        next.set(items.size());
                        throw e;
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return pieces.stream().flatMap(List::stream).toList();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            executor.shutdownNow();
        }
    }

    // What people read, then its tables.
    private List<Piece> pieces(Item item, BurstDraft draft, Connection connection) {
        Optional<Subject> subject = Optional.of(new Subject(burst.each().toString(), item.item(), item.name()));
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(
                item,
                PieceName.of(burst.each(), item.item(), language),
                draft,
                target -> missing.addAll(
                        reports.render(burst.template(), subject, language, run.runId(), connection, target))));
        for (Tables form : burst.also()) {
            WrittenTables tables = new WrittenTables(reports, burst.template(), form, language, run.runId());
            pieces.add(piece(
                    item,
                    PieceName.of(burst.each(), item.item(), language, form),
                    draft,
                    target -> tables.write(subject, connection, target)));
        }
        return pieces;
    }

    private Piece piece(Item item, String file, BurstDraft draft, Consumer<Path> making) {
        Optional<String> before = draft.made(file).filter(sha256 -> outlet.has(file, sha256));
        if (before.isPresent()) {
            return new Piece(item.item(), item.name(), file, before, "");
        }
        Path target = run.pieces().resolve(file);
        try {
            making.accept(target);
        } catch (DefinitionException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Piece(item.item(), item.name(), file, Optional.empty(), Failures.describe(e));
        }
        String sha256 = outlet.piece(target);
        draft.add(file, sha256);
        return new Piece(item.item(), item.name(), file, Optional.of(sha256), "");
    }

    private synchronized void progress(int of) {
        journal.progress(
                "report-" + burst.template() + "-" + burst.each() + "-" + language, finished.incrementAndGet(), of);
    }

    private void tell(BurstMade made) {
        List<Piece> failed = made.failed();
        if (failed.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(failed.size() + " of " + made.pieces().size()
                + (burst.also().isEmpty() ? " reviews (" : " files of reviews (") + burst.each() + ", " + language
                + ") could not be made; the others are published. Mend what the reasons name, then do it anew: "
                + run.workspace().command("run " + run.job().name() + " --period " + run.period() + " --again"));
        failed.stream()
                .limit(NAMED)
                // By its number: a scheduler's log keeps what is said.
                .forEach(piece -> lines.add(burst.each() + " " + piece.item()
                        + (burst.also().isEmpty() ? "" : ", " + piece.file().replaceFirst(".*\\.", "")) + ": "
                        + piece.failure()));
        if (failed.size() > NAMED) {
            lines.add((failed.size() - NAMED) + " more; index.csv beside the reviews has all of them");
        }
        journal.warn(lines);
    }
}
