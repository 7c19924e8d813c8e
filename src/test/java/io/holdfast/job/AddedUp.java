package io.holdfast.job;

import io.holdfast.kpi.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The value that a file of evidence rows makes, added up by no code of the program. */
final class AddedUp {

    private AddedUp() {}

    /** As somebody would who has the file and the figure's YAML. */
    static BigDecimal value(Measure measure, Path file) throws SQLException {
        String columns = String.join(", ", measure.columns());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select " + columns + " from '" + file + "' where excluded is null")) {
            List<List<BigDecimal>> numbers = new ArrayList<>();
            measure.columns().forEach(column -> numbers.add(new ArrayList<>()));
            while (rows.next()) {
                for (int i = 0; i < numbers.size(); i++) {
                    String number = rows.getString(i + 1);
                    if (number != null) {
                        numbers.get(i).add(new BigDecimal(number));
                    }
                }
            }
            return value(measure, numbers);
        }
    }

    private static BigDecimal value(Measure measure, List<List<BigDecimal>> numbers) {
        List<BigDecimal> sums = numbers.stream()
                .map(column -> column.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .toList();
        List<BigDecimal> sorted = numbers.get(0).stream().sorted().toList();
        int n = sorted.size();
        BigDecimal by = measure.divideBy();
        return switch (measure.aggregate()) {
            case SUM -> quotient(sums.get(0), by);
            case RATIO -> quotient(sums.get(0), sums.get(1).multiply(by));
            case RATIO_OF_RATIOS ->
                quotient(
                        sums.get(0).multiply(sums.get(3)),
                        sums.get(1).multiply(sums.get(2)).multiply(by));
            case MEAN -> quotient(sums.get(0), by.multiply(BigDecimal.valueOf(n)));
            case MEDIAN -> quotient(sorted.get((n - 1) / 2).add(sorted.get(n / 2)), by.multiply(BigDecimal.valueOf(2)));
            case P90 -> quotient(sorted.get((9 * n + 9) / 10 - 1), by);
        };
    }

    private static BigDecimal quotient(BigDecimal upper, BigDecimal lower) {
        return upper.divide(lower, 12, RoundingMode.HALF_EVEN);
    }
}
