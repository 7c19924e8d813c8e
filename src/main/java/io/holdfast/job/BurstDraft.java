package io.holdfast.job;

import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.MartRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a burst has finished so far, a line each, so that a try after a kill goes on from there. Its name holds a hash of all
 * that the files depend on: what an earlier try made of other rows, definitions or another program is none of its.
 */
final class BurstDraft implements AutoCloseable {

    // A line that a kill cut off is none.
    private static final Pattern LINE = Pattern.compile("(?m)^([0-9a-f]{64})  (\\S+)\n");

    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Writer writer;

    private BurstDraft(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            Matcher line = LINE.matcher(Files.readString(file));
            StringBuilder whole = new StringBuilder();
            while (line.find()) {
                made.put(line.group(2), line.group(1));
                whole.append(line.group());
            }
            Files.writeString(file, whole);
        }
        this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static BurstDraft open(RunContext run, StepDefinition.Burst burst, String language, DataSource mart) {
        String depends = String.join(
                "\n", run.definitions(), run.programVersion(), new MartRows(new JdbcTemplate(mart)).text(run.runId()));
        String name = burst.template() + "-" + burst.each() + "." + language + ".";
        Path file = run.staging().resolve(name + Sha256.of(depends) + ".made");
        try (Stream<Path> files = Files.list(run.staging())) {
            for (Path other : files.filter(
                            one -> String.valueOf(one.getFileName()).startsWith(name))
                    .filter(one -> !one.equals(file))
                    .toList()) {
                Files.delete(other);
            }
            return new BurstDraft(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + run.staging() + " (" + e + ")", e);
        }
    }

    /** The hash of a file that was made before. */
    Optional<String> made(String file) {
        return Optional.ofNullable(made.get(file));
    }

    synchronized void add(String file, String sha256) {
        try {
            writer.write(sha256 + "  " + file + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note what was made (" + e + "); is the disk full?", e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note what was made (" + e + "); is the disk full?", e);
        }
    }
}
