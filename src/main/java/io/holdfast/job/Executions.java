package io.holdfast.job;

import io.holdfast.period.Period;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.JdbcTemplate;

/** What ran before, as the batch repository has it. */
public final class Executions {

    private final JobRepository repository;
    private final JdbcTemplate jdbc;

    Executions(Repository opened) {
        this.repository = opened.spring().getBean(JobRepository.class);
        this.jdbc = opened.jdbc();
    }

    /** How far the last revision of a period is; empty where it never began. */
    Optional<BatchStatus> status(String name, Period period) {
        return last(name, period, latestRevision(name, period)).map(JobExecution::getStatus);
    }

    /** The latest period of a job that was ever begun; empty where none was. */
    public Optional<Period> lastBegun(String name) {
        // As text, periods of one length are in the order of time.
        return jdbc
                .queryForList(
                        "select max(p.parameter_value) from batch_job_execution_params p join batch_job_execution e on"
                                + " e.job_execution_id = p.job_execution_id join batch_job_instance i on"
                                + " i.job_instance_id = e.job_instance_id where i.job_name = ? and p.parameter_name = ?",
                        String.class,
                        name,
                        RunParameters.PERIOD)
                .stream()
                .filter(Objects::nonNull)
                .map(Period::parse)
                .findFirst();
    }

    /** Whether the last revision of a period is done. */
    public boolean isDone(String name, Period period) {
        return status(name, period).filter(BatchStatus.COMPLETED::equals).isPresent();
    }

    /** How long the last runs of a job took that were done at the first try, the latest first. */
    public List<Duration> durations(String name, int most) {
        return jdbc.query(
                "select e.start_time, e.end_time from batch_job_execution e join batch_job_instance i on"
                        + " i.job_instance_id = e.job_instance_id where i.job_name = ? and e.status = 'COMPLETED' and"
                        + " (select count(*) from batch_job_execution o where o.job_instance_id = i.job_instance_id) = 1"
                        + " order by e.job_execution_id desc fetch first " + most + " rows only",
                (row, number) ->
                        Duration.between(row.getObject(1, LocalDateTime.class), row.getObject(2, LocalDateTime.class)),
                name);
    }

    /** The number of a period's last revision; 1 where it never began. */
    int latestRevision(String name, Period period) {
        int revision = 1;
        while (last(name, period, revision + 1).isPresent()) {
            revision++;
        }
        return revision;
    }

    /** The last try of a revision; empty where it never began. */
    Optional<JobExecution> last(String name, Period period, int revision) {
        return Optional.ofNullable(repository.getLastJobExecution(name, RunParameters.of(period, revision)));
    }
}
