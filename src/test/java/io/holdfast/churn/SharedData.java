package io.holdfast.churn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Order logs of public data, which lie beside the project and never in it. Tests that need them are skipped where they
 * are not there; the system property {@code holdfast.shared-data} says where.
 */
final class SharedData {

    private SharedData() {}

    private record Row(String customer, int day, long cents) {}

    /** CDNOW, 23,570 customers of 1997–98 (Fader and Hardie). */
    static OrderLog cdnowMaster() {
        return cdnow("CDNOW_master.txt", 0, 1, 3);
    }

    /** Its sample of 2,357 that the papers use. */
    static OrderLog cdnowSample() {
        return cdnow("CDNOW_sample.txt", 1, 2, 4);
    }

    private static OrderLog cdnow(String file, int customer, int date, int amount) {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file("cdnow/" + file), StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.trim().split("\\s+");
                if (words.length > amount && Character.isDigit(words[date].charAt(0))) {
                    rows.add(new Row(
                            words[customer],
                            (int) LocalDate.parse(words[date], DateTimeFormatter.BASIC_ISO_DATE)
                                    .toEpochDay(),
                            new BigDecimal(words[amount]).movePointRight(2).longValueExact()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log(rows);
    }

    /** The sample's published summary: x, and t_x and T in weeks, rounded to two decimals. */
    static List<double[]> cdnowTable() {
        try (Stream<String> lines = Files.lines(file("cdnow/cdnow_customers_summary.csv"), StandardCharsets.US_ASCII)) {
            return lines.skip(1)
                    .map(line -> line.split(","))
                    .map(cells -> Stream.of(cells)
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** UCI Online Retail II, 2009-12 to 2010-12: sales (no cancellation, positive quantity and price) with a customer. */
    static OrderLog retail() {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file("retail/online_retail_II_2009_2010.csv.gz"))),
                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> cells = cells(line);
                BigDecimal quantity = new BigDecimal(cells.get(3));
                BigDecimal price = new BigDecimal(cells.get(5));
                String customer = cells.get(6);
                if (!customer.isEmpty()
                        && !cells.get(0).startsWith("C")
                        && quantity.signum() > 0
                        && price.signum() > 0) {
                    rows.add(new Row(
                            customer,
                            (int) LocalDate.parse(cells.get(4).substring(0, 10)).toEpochDay(),
                            quantity.multiply(price).movePointRight(2).longValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log(rows);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static OrderLog log(List<Row> rows) {
        rows.sort(Comparator.comparing(Row::customer).thenComparing(Row::day));
        OrderLog.Builder builder = OrderLog.builder();
        rows.forEach(row -> builder.add(row.customer(), row.day(), row.cents()));
        return builder.build();
    }

    private static Path file(String name) {
        Path file = Path.of(System.getProperty("holdfast.shared-data", "../shared/data"))
                .resolve(name);
        if (!Files.exists(file)) {
            System.out.println("skipped: no " + file.toAbsolutePath().normalize());
            Assumptions.abort("skipped: no " + file);
        }
        return file;
    }
}
