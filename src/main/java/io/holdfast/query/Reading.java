package io.holdfast.query;

import io.holdfast.lake.Column;
import io.holdfast.lake.Sql;
import io.holdfast.source.Query;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One reading of a source's database: {@link #open} tells how many parts there are, {@link #read} brings each to a file,
 * side by side if wanted, {@link #finish} makes one of them. A connection that is lost is opened again and the part read
 * from its beginning; where PostgreSQL's parts share one state and that is lost, all are read again.
 */
public final class Reading implements AutoCloseable {

    private static final String LOST = "08006";
    private static final int ROUNDS = 5;

    // Of a row in a file: the longest text that an entity takes, and the rest of the row.
    private static final int LONGEST_LINE = 8_000_000;

    private static final List<Duration> PAUSES =
            Stream.of(1, 2, 4, 8, 16, 32).map(Duration::ofSeconds).toList();

    private final Source source;
    private final Query query;
    private final Workspace workspace;
    private final Access access;
    private final Path folder;
    private final String id;
    private final Optional<String> known;
    private final Consumer<String> narrator;
    private final List<Duration> pauses;
    private final Map<Integer, Read> read = new ConcurrentHashMap<>();
    private Optional<State> state = Optional.empty();
    private int states;
    private Plan plan = new Plan(new Columns(Map.of()), List.of(), Optional.empty());

    /** A state of the database, which parts share where they can. */
    private record State(int number, Optional<Session> shares, Optional<String> snapshot) {}

    /** A part that was read, in which state, and how far its watermark came. */
    private record Read(int state, Path file, Optional<Mark> mark) {}

    /**
     * @param folder where the files go
     * @param id what they are called
     * @param known how far an earlier reading came, as {@link Drawn#watermark} said; empty to read everything
     * @param narrator told of lost connections
     */
    public Reading(
            Workspace workspace,
            Source source,
            Path folder,
            String id,
            Optional<String> known,
            Consumer<String> narrator) {
        this(workspace, source, folder, id, known, narrator, PAUSES);
    }

    Reading(
            Workspace workspace,
            Source source,
            Path folder,
            String id,
            Optional<String> known,
            Consumer<String> narrator,
            List<Duration> pauses) {
        this.source = source;
        this.query = source.query().orElseThrow();
        this.workspace = workspace;
        this.access = new Access(workspace, query.database());
        this.folder = folder;
        this.id = id;
        this.known = known;
        this.narrator = narrator;
        this.pauses = pauses;
    }

    /**
     * Looks at what the select yields and returns in how many parts it is read.
     *
     * @throws DefinitionException where the select is refused, or yields what the entity does not have
     * @throws ReadingException where the database does not answer
     */
    public int open() {
        plan = patiently("", () -> {
            try (Session session = access.open()) {
                return Plan.make(session, access, source, query, known);
            }
        });
        return plan.parts().size();
    }

    /** The canonical columns that the select yields. */
    public List<String> columns() {
        return plan.canonical(source).stream().map(Column::name).toList();
    }

    /** Where reading begins, as the ledger has it; empty where everything is read. */
    public String from() {
        return plan.from().map(Mark::toString).orElse("");
    }

    /** Brings a part to a file. */
    public void read(int part) {
        String label = plan.parts().size() == 1
                ? ""
                : " part " + (part + 1) + " of " + plan.parts().size();
        patiently(label, () -> {
            State current = state();
            try (Session session = access.open()) {
                if (current.snapshot().isPresent()) {
                    session.see(current.snapshot().get());
                }
                Path file = folder.resolve(id + ".part-" + part + ".csv");
                Optional<Mark> mark = new PartFile(
                                source,
                                query,
                                plan,
                                access.dialect(),
                                workspace.company().zone())
                        .write(session, plan.parts().get(part), file);
                read.put(part, new Read(current.number(), file, mark));
                return part;
            } catch (SQLException e) {
                // A state that nobody shares any more cannot be seen: that is no fault of the query.
                throw isThere(current) ? e : new SQLException(e.getMessage(), LOST, e);
            }
        });
    }

    /**
     * Makes one file of all parts, once each was read.
     *
     * @param engine that sorts them
     * @param at when the run began: the watermark does not pass it
     */
    public Drawn finish(Connection engine, Instant at) {
        readAgainWhatIsOfAnotherState();
        List<Column> columns = plan.canonical(source);
        List<String> names = columns.stream().map(Column::name).toList();
        Path rows = folder.resolve(id + ".drawn.csv");
        Path keys = folder.resolve(id + ".keys.csv");
        sort(engine, false, names, rows);
        boolean keysApart = plan.parts().stream().anyMatch(Part::keysOnly);
        if (keysApart) {
            sort(engine, true, source.entity().key(), keys);
        }
        read.values().forEach(part -> delete(part.file()));
        return new Drawn(rows, names, keysApart ? Optional.of(keys) : Optional.empty(), watermark(at));
    }

    @Override
    public synchronized void close() {
        state.flatMap(State::shares).ifPresent(Session::close);
        state = Optional.empty();
    }

    /** Something that a connection may be lost over. */
    @FunctionalInterface
    private interface Try<T> {
        T run() throws SQLException;
    }

    private <T> T patiently(String label, Try<T> work) {
        String what = query.database().name() + ":" + source.name() + label;
        for (Duration pause : pauses) {
            try {
                return work.run();
            } catch (SQLException e) {
                if (!Access.isLost(e)) {
                    throw failed(what, e);
                }
                narrator.accept(what + ": the connection is lost (" + access.says(e) + "); trying again in "
                        + pause.toSeconds() + " s");
                sleep(pause);
            }
        }
        try {
            return work.run();
        } catch (SQLException e) {
            throw failed(what, e);
        }
    }

    private ReadingException failed(String what, SQLException e) {
        return new ReadingException(what + ": the database "
                + (Access.isLost(e) ? "cannot be reached" : "fails") + ": " + access.says(e)
                + "; nothing of it was taken in. Is it up, and may this user connect and read? The address stands in "
                + query.database().place().file());
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was told to stop while it waited for a database", e);
        }
    }

    // Shared only where it matters: several parts, in a database that can.
    private synchronized State state() throws SQLException {
        if (state.isPresent() && isThere(state.get())) {
            return state.get();
        }
        close();
        states++;
        if (access.dialect() != Dialect.POSTGRESQL || plan.parts().size() == 1) {
            state = Optional.of(new State(0, Optional.empty(), Optional.empty()));
            return state.get();
        }
        Session shares = access.open();
        try {
            state = Optional.of(new State(states, Optional.of(shares), Optional.of(shares.share())));
            return state.get();
        } catch (SQLException e) {
            shares.close();
            throw e;
        }
    }

    private static boolean isThere(State state) {
        return state.shares().isEmpty() || state.shares().get().isAlive();
    }

    private void readAgainWhatIsOfAnotherState() {
        for (int round = 0; round < ROUNDS; round++) {
            int last = read.values().stream().mapToInt(Read::state).max().orElse(0);
            List<Integer> older = IntStream.range(0, plan.parts().size())
                    .filter(part -> !read.containsKey(part) || read.get(part).state() < last)
                    .boxed()
                    .toList();
            if (older.isEmpty()) {
                return;
            }
            older.forEach(this::read);
        }
        throw new ReadingException(query.database().name() + ":" + source.name()
                + ": the connection was lost again and again, so that no two parts saw the same state; nothing of it was"
                + " taken in. Read it in fewer parts, or at a quieter time");
    }

    private void sort(Connection engine, boolean keys, List<String> columns, Path target) {
        String files = IntStream.range(0, plan.parts().size())
                .filter(part -> plan.parts().get(part).keysOnly() == keys)
                .mapToObj(part ->
                        Sql.literal(Objects.requireNonNull(read.get(part)).file()))
                .collect(Collectors.joining(", ", "[", "]"));
        String types = columns.stream()
                .map(name -> Sql.name(name) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        List<String> order = Stream.concat(source.entity().key().stream(), columns.stream())
                .distinct()
                .toList();
        Sql.run(
                engine,
                "copy (select * from read_csv(" + files + ", auto_detect = false, strict_mode = true, header = false,"
                        + " delim = ',', quote = '\"', escape = '\"', nullstr = '', max_line_size = " + LONGEST_LINE
                        + ", buffer_size = " + 2 * LONGEST_LINE + ", columns = " + types + ") order by "
                        + order.stream().map(Sql::name).collect(Collectors.joining(", ")) + ") to "
                        + Sql.literal(target) + " (format csv, header false, delimiter ',', quote '\"', escape '\"')");
    }

    private String watermark(Instant at) {
        Optional<Mark> highest = read.values().stream()
                .flatMap(part -> part.mark().stream())
                .reduce((one, other) -> one.isBefore(other) ? other : one)
                .map(mark -> mark.atMost(at, workspace.company().zone()));
        return highest.map(Mark::toString).orElse(known.orElse(""));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
