package io.holdfast.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long new customers stay, of all and of those of the latest years.
 *
 * @param curves those of the years, the earliest first, and last that of all
 */
record Survival(List<Curve> curves) {

    /** How many years are shown beside all. */
    private static final int YEARS = 4;

    static final String ALL = "all";

    /** Where the share falls, and where the last of the watched leave. */
    record Step(int months, double share, double low, double high) {}

    /** @param name the year of the first order, or {@link #ALL} */
    record Curve(String name, List<Step> steps) {

        Step last() {
            return steps.get(steps.size() - 1);
        }
    }

    static Survival read(Connection mart, String runId) throws SQLException {
        List<Curve> curves = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select first_year, months_after, survival, low, high from churn_survival
            where run_id = ? order by case when first_year = 'all' then 1 else 0 end, first_year, months_after\
            """)) {
            query.setString(1, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (curves.isEmpty()
                            || !curves.get(curves.size() - 1).name().equals(name)) {
                        curves.add(new Curve(name, new ArrayList<>()));
                    }
                    curves.get(curves.size() - 1)
                            .steps()
                            .add(new Step(rows.getInt(2), rows.getDouble(3), rows.getDouble(4), rows.getDouble(5)));
                }
            }
        }
        return new Survival(List.copyOf(curves.subList(Math.max(0, curves.size() - YEARS - 1), curves.size())));
    }

    /** The last month of any curve; 1 where there is none. */
    int months() {
        return curves.stream()
                .mapToInt(curve -> curve.last().months())
                .filter(months -> months > 0)
                .max()
                .orElse(1);
    }
}
