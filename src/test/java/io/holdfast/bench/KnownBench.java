package io.holdfast.bench;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;

/**
 * A second night that brings one row in a hundred new or changed, and what it costs to see the whole as known then:
 * closing the snapshot and reading it, against reading one plain file that holds the same rows, as the engine writes
 * it when nobody says how.
 */
final class KnownBench {

    private static final int ROUNDS = 5;

    private KnownBench() {}

    static void run(Path data, BenchLake lake, Scoreboard scores) throws Exception {
        lake.lay(data, "orders-", "customers", "feedback-");
        double first = Scoreboard.seconds(lake::takeIn);
        double closed = Scoreboard.seconds(lake::closeSnapshots);
        scores.note(
                "first night: orders, customers, feedback", "taken in %.2f s, snapshots closed %.2f s", first, closed);
        long changed = writeDelta(lake);
        double second = Scoreboard.seconds(lake::takeIn);
        double close = Scoreboard.seconds(lake::closeSnapshots);
        scores.note(
                "second night: 1 % new or changed",
                "%,d rows taken in %.2f s, snapshots closed %.2f s", changed, second, close);
        Lake fresh = lake.unverified();
        double verified = Scoreboard.seconds(() -> fresh.asKnownAt(Entity.ORDERS, lake.position()));
        try (Connection connection = lake.engine().connect()) {
            lake.lake().createViews(connection, lake.position());
            String plain = "read_parquet(" + Sql.literal(lake.root().resolve("plain.parquet")) + ")";
            Sql.run(
                    connection,
                    "copy (select * from orders) to " + Sql.literal(lake.root().resolve("plain.parquet"))
                            + " (format parquet, compression zstd)");
            Path sameFormat = lake.root().resolve("same-format.parquet");
            Sql.write(connection, "select * from orders", sameFormat);
            String same = "read_parquet(" + Sql.literal(sameFormat) + ")";
            if (!scan(connection, "orders").equals(scan(connection, plain))
                    || !scan(connection, "orders").equals(scan(connection, same))) {
                throw new IllegalStateException("the orders as known and the plain files differ");
            }
            double[][] scans = Scoreboard.inTurn(
                    ROUNDS,
                    () -> scan(connection, "orders"),
                    () -> scan(connection, plain),
                    () -> scan(connection, same));
            double asKnown = Scoreboard.median(scans[0]);
            double bare = Scoreboard.median(scans[1]);
            scores.note("scan of the plain file, each round", "%s s", Scoreboard.each(scans[1]));
            scores.note(
                    "scan of one file in the lake's own encodings, each round",
                    "%s s; as known, with closing: %.2f of it",
                    Scoreboard.each(scans[2]),
                    (close + asKnown) / Scoreboard.median(scans[2]));
            scores.note("scan as known, each round", "%s s", Scoreboard.each(scans[0]));
            scores.score(
                    "a scan as known at, against a plain scan",
                    String.format(Locale.ROOT, "%.2f s against %.2f s", asKnown, bare),
                    asKnown / bare,
                    false,
                    2);
            scores.score(
                    "the same with the night's closing of the snapshot",
                    String.format(Locale.ROOT, "%.2f s + %.2f s against %.2f s", close, asKnown, bare),
                    (close + asKnown) / bare,
                    false,
                    2);
            scores.note(
                    "hash verification of the orders' files, once a process",
                    "%.2f s, %.0f %% of one plain scan",
                    verified,
                    100 * verified / bare);
        }
    }

    private static List<String> scan(Connection connection, String relation) {
        return Sql.query(
                connection,
                "select sum(amount), sum(cost), count(delivered_at) from " + relation,
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
    }

    // Of 200 orders one has cost more by now, and one has a twin that is new.
    private static long writeDelta(BenchLake lake) throws Exception {
        try (Connection connection = lake.engine().connect()) {
            String inbox = lake.root().resolve("inbox").toString();
            String all = "from read_csv(" + Sql.literal(inbox + "/orders-20*.csv") + ", all_varchar = true)";
            return Sql.run(
                    connection,
                    "copy (select * replace (cast(cast(amount as decimal(18, 2)) + 1 as varchar) as amount) " + all
                            + " where hash(order_id) % 200 = 0 union all select * replace ('N' || order_id as"
                            + " order_id) "
                            + all + " where hash(order_id) % 200 = 1) to "
                            + Sql.literal(inbox + "/orders-delta.csv") + " (format csv, header)");
        }
    }
}
