package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The relation {@code periods}: a row for each period that figures are computed for. */
final class PeriodRows {

    private PeriodRows() {}

    static void create(Connection connection, List<Period> periods) {
        Sql.run(
                connection,
                "create or replace temp table periods as select * from (values "
                        + periods.stream().map(PeriodRows::values).collect(Collectors.joining(", "))
                        + ") as periods(period_start, last_day, first_month, last_month)");
    }

    // A month's number (year * 12 + month) lets queries count months with plain integers.
    private static String values(Period period) {
        return "(date '" + period.start() + "', date '" + period.end() + "', " + month(period.start()) + ", "
                + month(period.end()) + ")";
    }

    private static int month(LocalDate day) {
        return day.getYear() * 12 + day.getMonthValue();
    }
}
