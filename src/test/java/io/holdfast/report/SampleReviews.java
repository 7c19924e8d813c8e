package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sample mart with reviews of two key accounts, a branch and an account manager. */
final class SampleReviews {

    static final Subject NORDWIND = new Subject("key-account", "C-1", "Nordwind Logistik GmbH");
    static final Subject SHANGHAI = new Subject("key-account", "C-2", "上海恒丰包装有限公司");
    static final Subject BASEL = new Subject("branch", "Basel", "Basel");
    static final Subject MANAGER = new Subject("account-manager", "李梅", "李梅");

    /** A company's name in four scripts that goes on and on. */
    private static final String ENDLESS =
            "Gesellschaft für wiederkehrende Druckaufträge und Verpackungen im alemannischen Raum, vormals 上海恒丰包装有限公司,"
                    + " ЗАО «Печатный двор», ΕΚΤΥΠΩΣΕΙΣ ΑΘΗΝΩΝ und Töchter Aktiengesellschaft";

    private final Connection mart;
    private final Shape shape;

    private SampleReviews(Connection mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
    }

    static List<Subject> subjects() {
        return List.of(NORDWIND, SHANGHAI, BASEL, MANAGER);
    }

    /** Ordinary; with long names and numbers of 40 digits; or empty: items without a row besides their own. */
    static Connection open(Shape shape) throws SQLException {
        Connection mart = SampleMart.open(shape);
        SampleReviews reviews = new SampleReviews(mart, shape);
        for (String kind : List.of("key-account", "branch", "account-manager")) {
            reviews.insert(
                    "review_kind",
                    kind,
                    2,
                    "2024-01",
                    "2025-12",
                    1302,
                    18_450_000,
                    18_081_000,
                    8000,
                    320,
                    96,
                    80,
                    64,
                    12,
                    8);
        }
        int place = 1;
        for (Subject subject : subjects()) {
            if (shape == Shape.EMPTY) {
                reviews.nothing(subject, place++);
            } else {
                reviews.fill(subject, place++);
            }
        }
        return mart;
    }

    private void fill(Subject subject, int place) throws SQLException {
        boolean one = subject.kind().equals("key-account");
        boolean stopped = subject == SHANGHAI;
        insert(
                "review",
                subject.kind(),
                subject.item(),
                place,
                one ? number(subject.item()) : null,
                name(subject.name()),
                one ? name("Basel") : null,
                null,
                null,
                one ? name("Mia Keller") : null,
                one ? "2016-12-03" : null,
                one ? place : null,
                one ? 1 : 214,
                380_183,
                453_472,
                252,
                36,
                7,
                10,
                6,
                1,
                2,
                1,
                12,
                2,
                2563.40,
                1,
                stopped ? 1 : 0,
                one ? 0.312 : 17.6,
                12_090,
                228_117,
                one ? stopped ? "stopped" : "active" : null,
                one ? "2025-11-03" : null,
                one ? 0.312 : null,
                one ? 0.27 : null,
                one ? 0.35 : null,
                one ? 9 : null,
                one ? "2025-11-12" : null,
                one ? 49 : null,
                one ? "late-delivery, wrong-order" : null,
                one ? "call" : null);
        for (int month = 1; month <= 12; month++) {
            insert(
                    "review_month",
                    subject.kind(),
                    subject.item(),
                    month,
                    "2025-%02d".formatted(month),
                    20 + month,
                    22,
                    month == 3 ? -120.50 : 28_000 + 1731 * (month % 5),
                    month == 8 ? 0 : 36_000 - 911 * (month % 4));
        }
        for (int group = 1; group <= 9; group++) {
            insert(
                    "review_product",
                    subject.kind(),
                    subject.item(),
                    group,
                    group == 9 ? null : name("Labels " + group),
                    group == 9 ? 4 : 1,
                    60_000 / group,
                    group == 2 ? 90_000 : 50_000 / group,
                    group == 9 ? null : 80 / group);
        }
        for (int open = 1; open <= 4; open++) {
            boolean complaint = open < 3;
            insert(
                    "review_open",
                    subject.kind(),
                    subject.item(),
                    open,
                    complaint ? "complaint" : "late-order",
                    number("F" + open),
                    number("C-" + open),
                    one ? name(subject.name()) : name("Brasserie du Léman " + open),
                    complaint ? open == 1 ? "late delivery" : name("colour deviation") : null,
                    "2025-12-1" + open + " 09:00:00",
                    20 - open,
                    complaint ? null : 1281.70,
                    complaint ? open == 1 : null);
        }
        for (int account = 1; account <= 20 && !one; account++) {
            insert(
                    "review_account",
                    subject.kind(),
                    subject.item(),
                    account,
                    number("A" + account),
                    name("Kunde 客户 " + account),
                    40_000 - account,
                    38_000,
                    40,
                    account == 20 ? "stopped" : "active",
                    "2025-12-01",
                    0.04 * account,
                    account == 20 ? null : 9000 / account,
                    account,
                    null,
                    account == 20 ? null : "call");
        }
    }

    private void nothing(Subject subject, int place) throws SQLException {
        @Nullable Object[] row = new Object[40];
        row[0] = subject.kind();
        row[1] = subject.item();
        row[2] = place;
        row[3] = subject.kind().equals("key-account") ? subject.item() : null;
        row[4] = subject.name();
        for (int column : new int[] {11, 12, 13, 14, 25, 26}) {
            row[column] = 0;
        }
        insert("review", row);
    }

    private String name(String name) {
        return shape == Shape.LONG_NAMES ? name + " " + ENDLESS : name;
    }

    private String number(String number) {
        return shape == Shape.LONG_NAMES ? "4".repeat(40 - number.length()) + number : number;
    }

    private void insert(String table, @Nullable Object... values) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(values.length + 1, "?"));
        try (PreparedStatement insert = mart.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            insert.setString(1, SampleMart.RUN);
            int at = 2;
            for (Object value : Arrays.asList(values)) {
                insert.setObject(at++, value);
            }
            insert.executeUpdate();
        }
    }
}
