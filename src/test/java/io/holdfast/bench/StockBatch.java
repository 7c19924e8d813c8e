package io.holdfast.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.mapping.PassThroughFieldSetMapper;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;
import org.springframework.core.io.FileSystemResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What most batch suites do: read a file row by row and insert rows in batches of a thousand; into HSQLDB, on a sample. */
final class StockBatch {

    private static final int SAMPLE = 300_000;

    private static final String TABLE = """
        create cached table orders (order_id varchar(200) primary key, customer_id varchar(200) not null,
            ordered_at timestamp not null, promised_at timestamp, delivered_at timestamp, status varchar(500),
            amount decimal(18, 2), cost decimal(18, 2), branch varchar(500), region varchar(500),
            channel varchar(500), sales_person varchar(500), error_kind varchar(500),
            error_reached_customer boolean, corrects_order_id varchar(200))\
        """;

    private StockBatch() {}

    /** Rows a second, over the first of the data's orders. */
    static double rate(Path data, Path work) throws Exception {
        Path sample = work.resolve("stock/orders.csv");
        int rows = sample(data.resolve("orders-2023.csv"), sample);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl("jdbc:hsqldb:file:" + work.resolve("stock/db"));
            JdbcTemplate jdbc = new JdbcTemplate(database);
            jdbc.execute(TABLE);
            double seconds = Scoreboard.seconds(() -> load(database, sample));
            Long loaded = jdbc.queryForObject("select count(*) from orders", Long.class);
            jdbc.execute("shutdown");
            if (loaded == null || loaded != rows) {
                throw new IllegalStateException("the stock step loaded " + loaded + " of " + rows + " rows");
            }
            return rows / seconds;
        }
    }

    private static void load(HikariDataSource database, Path sample) throws Exception {
        ResourcelessJobRepository repository = new ResourcelessJobRepository();
        Step step = new StepBuilder("load", repository)
                .<FieldSet, FieldSet>chunk(1000)
                .transactionManager(new JdbcTransactionManager(database))
                .reader(reader(sample))
                .writer(writer(database))
                .build();
        Job job = new JobBuilder("stock", repository).start(step).build();
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        JobExecution execution = operator.start(job, new JobParameters());
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the stock step failed: " + execution.getAllFailureExceptions());
        }
    }

    private static FlatFileItemReader<FieldSet> reader(Path sample) {
        return new FlatFileItemReaderBuilder<FieldSet>()
                .name("orders")
                .resource(new FileSystemResource(sample))
                .linesToSkip(1)
                .delimited()
                .names(
                        "order_id",
                        "customer_id",
                        "ordered_at",
                        "promised_at",
                        "delivered_at",
                        "status",
                        "amount",
                        "cost",
                        "branch",
                        "region",
                        "channel",
                        "sales_person",
                        "error_kind",
                        "error_reached_customer",
                        "corrects_order_id")
                .fieldSetMapper(new PassThroughFieldSetMapper())
                .build();
    }

    private static JdbcBatchItemWriter<FieldSet> writer(HikariDataSource database) {
        JdbcBatchItemWriter<FieldSet> writer = new JdbcBatchItemWriterBuilder<FieldSet>()
                .dataSource(database)
                .sql("insert into orders values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .itemPreparedStatementSetter((row, statement) -> {
                    for (int i = 0; i < row.getFieldCount(); i++) {
                        String text = row.readString(i);
                        statement.setString(i + 1, text.isEmpty() ? null : text);
                    }
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static int sample(Path orders, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        int rows = -1;
        try (BufferedReader in = Files.newBufferedReader(orders);
                Writer out = Files.newBufferedWriter(target)) {
            for (String line = in.readLine(); line != null && rows < SAMPLE; line = in.readLine()) {
                out.append(line).append('\n');
                rows++;
            }
        }
        return rows;
    }
}
