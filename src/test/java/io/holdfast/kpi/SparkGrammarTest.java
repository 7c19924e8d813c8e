package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.churn.Reason;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spark's own grammar (of {@code spark-sql-api}, with the SQL standard's reserved words) reads what figures are written
 * in. It knows syntax alone: whether Spark has a function is for {@link SqlSubset}'s lists to say.
 */
class SparkGrammarTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    @Test
    void spark_reads_every_shipped_query() {
        Catalogue catalogue = Catalogue.read(JOBS);
        Map<String, List<String>> errors = new TreeMap<>();
        catalogue.relations().forEach((name, sql) -> errors.put(name, errors(sql)));
        catalogue.kpis().forEach(kpi -> errors.put(kpi.sqlFile(), errors(kpi.sql())));
        Reason.all(JOBS).forEach(reason -> errors.put(reason.sqlFile(), errors(reason.sql())));

        assertThat(errors).allSatisfy((file, found) -> assertThat(found).isEmpty());
    }

    static Stream<String> passed() {
        return Stream.concat(SqlCheckTest.sound(), SqlCheckTest.calls());
    }

    @ParameterizedTest
    @MethodSource("passed")
    void spark_reads_what_the_check_lets_through(String query) {
        assertThat(errors(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select branch from orders qualify rank() over (order by branch) = 1",
                "select * exclude (branch) from orders",
                "select [1]",
                "select 7 // 2",
                "select branch similar to 'a' from orders",
                "select order_id, from orders",
                "select cast(1 as decimal(18, 2)) as a, from orders"
            })
    void spark_does_not_read_what_is_duckdb_s_alone(String query) {
        assertThat(errors(query)).isNotEmpty();
    }

    private static List<String> errors(String sql) {
        List<String> errors = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    Object symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException cause) {
                errors.add(line + ":" + column + " " + message);
            }
        };
        // Spark's lexer knows keywords in capitals; the text of literals does not matter here.
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql.toUpperCase(Locale.ROOT)));
        SqlBaseParser parser = new SqlBaseParser(new CommonTokenStream(lexer));
        parser.SQL_standard_keyword_behavior = true;
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        for (Recognizer<?, ?> recognizer : List.of(lexer, parser)) {
            recognizer.removeErrorListeners();
            recognizer.addErrorListener(listener);
        }
        parser.singleStatement();
        return errors;
    }
}
