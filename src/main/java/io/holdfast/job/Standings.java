package io.holdfast.job;

import io.holdfast.deliver.Delivery;
import io.holdfast.deliver.Outbox;
import io.holdfast.job.Standing.Job;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Rows;
import io.holdfast.job.Standing.Tried;
import io.holdfast.job.Standing.Unfinished;
import io.holdfast.job.Standing.Unsent;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the jobs stand, as the batch repository has it. Nothing is running: the process that asks has the workspace. */
final class Standings {

    /** How many past runs tell how long one usually takes. */
    static final int PAST = 20;

    private static final String COLUMNS =
            "select i.job_name, e.job_execution_id, e.status, e.exit_code, e.exit_message,"
                    + " e.start_time, e.end_time, " + parameter(RunParameters.PERIOD) + ", "
                    + parameter(RunParameters.REVISION) + ", "
                    + parameter(RunParameters.AT) + ", " + parameter(RunParameters.BEGUN)
                    + " from batch_job_execution e join batch_job_instance i on i.job_instance_id = e.job_instance_id";

    // All tries of runs of which one is done: there is none after it. Moments are texts of one form.
    private static final String SETTLED = "select e.job_execution_id from batch_job_execution e join"
            + " batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = ? where"
            + " p.parameter_value < ? and exists (select 1 from batch_job_execution d where d.job_instance_id ="
            + " e.job_instance_id and d.status = 'COMPLETED')";

    private final JdbcTemplate jdbc;
    private final Executions executions;
    private final Ledger ledger;

    Standings(Repository opened) {
        this.jdbc = opened.jdbc();
        this.executions = new Executions(opened);
        this.ledger = new Ledger(jdbc);
    }

    /** How everything stands. */
    Standing standing() {
        Head head = ledger.head();
        List<Job> jobs = jdbc
                .query(
                        COLUMNS
                                + " where e.job_execution_id in (select max(o.job_execution_id) from batch_job_execution o"
                                + " join batch_job_instance n on n.job_instance_id = o.job_instance_id group by n.job_name)"
                                + " order by i.job_name",
                        Standings::execution)
                .stream()
                .map(this::job)
                .toList();
        List<Unfinished> unfinished = jdbc
                .query(
                        COLUMNS + " where e.status <> 'COMPLETED' and e.job_execution_id = (select"
                                + " max(o.job_execution_id) from batch_job_execution o where o.job_instance_id ="
                                + " e.job_instance_id) order by i.job_name, period, e.job_execution_id",
                        Standings::execution)
                .stream()
                .map(last -> new Unfinished(
                        last.run(), last.job(), last.period(), last.result() == Result.DIED, last.begun()))
                .toList();
        List<Unsent> unsent = new Outbox(jdbc)
                .unsent().stream()
                        .map(delivery -> new Unsent(
                                delivery.id(),
                                delivery.state() == Delivery.State.DOUBT,
                                delivery.words() + ", " + delivery.standing()))
                        .toList();
        return new Standing(head.position(), head.recordedAt(), jobs, unfinished, unsent);
    }

    private Job job(Execution last) {
        Period latest = executions.lastBegun(last.job()).orElse(last.period());
        return new Job(
                last.job(),
                latest,
                executions.isDone(last.job(), latest),
                new Tried(
                        last.run(),
                        last.period(),
                        last.result(),
                        last.begun(),
                        last.took(),
                        last.warnings(),
                        rows(last.run())),
                lastGood(last.job()).map(good -> good.begun().plus(good.took())),
                executions.durations(last.job(), PAST));
    }

    /** The ids of runs whose last try is not done. */
    Set<String> unfinished() {
        return standing().unfinished().stream().map(Unfinished::run).collect(Collectors.toSet());
    }

    /** How many steps of runs that were begun before then and are done the repository keeps, of all their tries. */
    long settledSteps(Instant before) {
        Long steps = jdbc.queryForObject(
                "select count(*) from batch_step_execution where job_execution_id in (" + SETTLED + ")",
                Long.class,
                RunParameters.AT,
                before.toString());
        return Objects.requireNonNull(steps);
    }

    /**
     * Deletes the steps of runs that were begun before then and are done: they are kept to continue a run that is not. The
     * tries themselves stay: that a period is done, and how long it took, is read from them.
     */
    void dropSettledSteps(Instant before) {
        String steps = "select step_execution_id from batch_step_execution where job_execution_id in (" + SETTLED + ")";
        for (String delete : List.of(
                "delete from batch_step_execution_context where step_execution_id in (" + steps + ")",
                "delete from batch_step_execution where job_execution_id in (" + SETTLED + ")",
                "delete from batch_job_execution_context where job_execution_id in (" + SETTLED + ")")) {
            jdbc.update(delete, RunParameters.AT, before.toString());
        }
    }

    private Optional<Execution> lastGood(String job) {
        return jdbc
                .query(
                        COLUMNS + " where i.job_name = ? and e.status = 'COMPLETED' order by e.job_execution_id desc"
                                + " fetch first 1 rows only",
                        Standings::execution,
                        job)
                .stream()
                .findFirst();
    }

    private List<Rows> rows(String run) {
        TreeMap<String, Rows> rows = new TreeMap<>();
        for (Entry load : ledger.entries(Load.KIND, run)) {
            String source = load.fact("source");
            rows.merge(
                    source,
                    new Rows(source, load.number("records"), load.number("rejected")),
                    (one, other) -> new Rows(source, one.read() + other.read(), one.rejected() + other.rejected()));
        }
        return List.copyOf(rows.values());
    }

    private record Execution(
            String job,
            BatchStatus status,
            @Nullable String exitCode,
            @Nullable String exitMessage,
            Duration took,
            Period period,
            int revision,
            Instant begun) {

        String run() {
            return Run.id(job, period, revision);
        }

        Result result() {
            return Endings.result(status, exitCode);
        }

        long warnings() {
            return Endings.warnings(exitCode, exitMessage);
        }
    }

    private static Execution execution(ResultSet row, int number) throws SQLException {
        LocalDateTime start = row.getObject(6, LocalDateTime.class);
        LocalDateTime end = row.getObject(7, LocalDateTime.class);
        // The repository keeps the wall clock's time: in autumn an hour comes twice.
        Duration took =
                start == null || end == null || end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
        String begun = row.getString(11);
        return new Execution(
                row.getString(1),
                BatchStatus.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                took,
                Period.parse(row.getString(8)),
                Integer.parseInt(row.getString(9)),
                Instant.parse(begun == null ? row.getString(10) : begun));
    }

    private static String parameter(String name) {
        String column = name.replace('-', '_');
        return "(select v.parameter_value from batch_job_execution_params v where v.job_execution_id = e.job_execution_id"
                + " and v.parameter_name = '" + name + "') " + (column.equals("at") ? "first_begun" : column);
    }
}
