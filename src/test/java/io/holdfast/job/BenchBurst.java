package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Pieces;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.lake.ScoresFile;
import io.holdfast.ledger.Ledger;
import io.holdfast.mart.ReviewMart;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.report.BenchReports;
import io.holdfast.report.Reports;
import io.holdfast.review.Reviewed;
import io.holdfast.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The step of a job that renders a review for each key account of the sample mart, into an archive of its own. */
public final class BenchBurst {

    private BenchBurst() {}

    /** Renders all of them anew. */
    public static void run(int threads, Path root) throws Exception {
        Folders.delete(root);
        Files.createDirectories(root.resolve("data"));
        Workspace workspace = new Workspace(root);
        DataSource mart = BenchReports.mart();
        JdbcTemplate jdbc = new JdbcTemplate(mart);
        StepDefinition.Burst burst = new StepDefinition.Burst("account-review", Reviewed.KEY_ACCOUNT, 1, List.of());
        RunContext run = new RunContext(
                workspace,
                "0".repeat(64),
                workspace.company().withThreads(threads),
                new JobDefinition("monthly-pack", "bench", Grain.MONTH, 24, List.of(burst)),
                Period.parse("2025-12"),
                1,
                Instant.EPOCH,
                Optional.empty(),
                "bench",
                root.resolve("staging"));
        Reports reports = new Reports(workspace.reports(), root.resolveSibling("cache"));
        new BurstStep(
                        run,
                        burst,
                        "en",
                        reports,
                        mart,
                        new ReviewMart(jdbc),
                        new Kept(new Archive(root.resolve("archive"), new Ledger(jdbc)).pieces()),
                        new Journal(new Narrator() {
                            @Override
                            public void say(String line) {}

                            @Override
                            public void progress(String step, int done, int of) {}
                        }))
                .run();
    }

    /** Keeps files as the records do; what the ledger would say of them is not measured. */
    private record Kept(Pieces pieces) implements Outlet {

        @Override
        public long scores(ScoresFile scores, Path finished) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Path> scoresFile() {
            return Optional.empty();
        }

        @Override
        public void report(String template, String language, Path finished) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String piece(Path finished) {
            return pieces.keep(finished);
        }

        @Override
        public boolean has(String name, String sha256) {
            return pieces.has(name, sha256);
        }

        @Override
        public void burst(BurstMade made) {
            if (!made.failed().isEmpty()) {
                throw new IllegalStateException(made.failed().get(0).failure());
            }
        }
    }
}
