package io.holdfast.kpi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The SQL that figures are written in: what DuckDB and Spark SQL (4.0, ANSI mode) both run with one meaning, and what
 * gives the same digits again, whatever the order of the rows. What is not listed is refused, so a new function is
 * added here, with its reason, after a look into the manuals of both.
 *
 * <p>None of these yields floating point from exact numbers; since no column, parameter, cast or literal of a figure is
 * floating point either, nothing in it ever is. {@code floor} and {@code ceil} keep that only for a DECIMAL, and a
 * division only within a cast to DECIMAL: {@link SqlExpressions} sees to both.
 */
final class SqlSubset {

    /** What to write in place of a division, an average, a root. */
    static final String DIVIDE_LAST =
            "keep what is divided apart (hit and base, value with aggregate mean or median) and let the suite divide, or"
                    + " multiply across a comparison";

    /** What to write in place of the clock. */
    static final String AS_OF = "cross join parameters and use as_of, as_of_day, first_day or last_day";

    private static final Set<String> NUMBERS = Set.of("abs", "ceil", "ceiling", "floor", "round", "mod");
    private static final Set<String> CHOICES = Set.of("coalesce", "greatest", "least", "nullif");
    private static final Set<String> TEXTS = Set.of(
            "lower",
            "upper",
            "trim",
            "ltrim",
            "rtrim",
            "length",
            "substring",
            "substr",
            "replace",
            "lpad",
            "rpad",
            "instr");
    private static final Set<String> DAYS = Set.of(
            "extract",
            "date_part",
            "date_trunc",
            "year",
            "quarter",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "last_day",
            "make_date");
    private static final Set<String> AGGREGATES =
            Set.of("count", "sum", "min", "max", "bool_and", "bool_or", "percentile_disc", "grouping");

    /** Window functions whose answer is made by the order alone, so that they need one. */
    static final Set<String> ORDERED_WINDOWS = Set.of(
            "row_number", "rank", "dense_rank", "ntile", "lag", "lead", "first_value", "last_value", "nth_value");

    /** Aggregates that may stand before {@code over}. */
    static final Set<String> WINDOW_AGGREGATES = Set.of("count", "count_star", "sum", "min", "max");

    /** Every function, by what it is about. */
    static final Map<String, Set<String>> FUNCTIONS = groups();

    /** Operators, as the engine calls them: like, not like, ilike, not ilike are the last. */
    static final Set<String> OPERATORS = Set.of(
            "+",
            "-",
            "*",
            "%",
            "||",
            "~~",
            "!~~",
            "~~*",
            "!~~*",
            "like_escape",
            "not_like_escape",
            "ilike_escape",
            "not_ilike_escape");

    /** What {@code extract} and {@code date_trunc} may ask for: weekdays are numbered otherwise in Spark, epoch floats. */
    static final Set<String> PARTS =
            new TreeSet<>(Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "second"));

    /** Units of an interval, as the engine turns them into functions. */
    static final Map<String, String> UNITS = Map.of(
            "to_years",
            "year",
            "to_months",
            "month",
            "to_days",
            "day",
            "to_hours",
            "hour",
            "to_minutes",
            "minute",
            "to_seconds",
            "second");

    /** Types that a cast may name without more; DECIMAL takes two numbers, VARCHAR one. */
    static final Set<String> TYPES =
            new TreeSet<>(Set.of("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DATE", "TIMESTAMP", "STRING"));

    /** Types that nothing may have. */
    static final Set<String> FLOATING = Set.of("FLOAT", "DOUBLE", "REAL", "FLOAT4", "FLOAT8");

    /** Columns that the engine makes up where no relation has them, and what to do instead. */
    static final Map<String, String> PSEUDO_COLUMNS = pseudoColumns();

    /** Functions that are often tried, and what to do instead. */
    static final Map<String, String> INSTEAD = instead();

    /** Syntax of DuckDB's own, word by word, and what to do instead. */
    static final Map<String, String> PHRASES = phrases();

    /** Symbols that the subset has. */
    static final Set<String> SYMBOLS =
            Set.of("(", ")", ",", ".", "+", "-", "*", "/", "%", "<", ">", "=", "<=", ">=", "<>", "!=", "||");

    /** Symbols of DuckDB's own, and what to do instead. */
    static final Map<String, String> OTHER_SYMBOLS = symbols();

    private SqlSubset() {}

    /** The functions, for a message. */
    static String functions() {
        List<String> all = new ArrayList<>();
        FUNCTIONS.values().forEach(group -> all.addAll(new TreeSet<>(group)));
        return String.join(", ", all);
    }

    private static Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new LinkedHashMap<>();
        groups.put("numbers", NUMBERS);
        groups.put("choices", CHOICES);
        groups.put("texts", TEXTS);
        groups.put("days", DAYS);
        groups.put("aggregates", AGGREGATES);
        groups.put("windows", ORDERED_WINDOWS);
        return groups;
    }

    private static Map<String, String> pseudoColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name :
                List.of("current_date", "current_timestamp", "current_time", "localtime", "localtimestamp")) {
            columns.put(name, "reads the clock, and a rerun would read another hour; " + AS_OF);
        }
        for (String name : List.of("current_user", "session_user", "user", "current_schema", "current_catalog")) {
            columns.put(name, "depends on who runs it; a figure depends on its rows alone");
        }
        columns.put("rowid", "is where a row happens to lie; order by columns of the row");
        return columns;
    }

    private static Map<String, String> instead() {
        Map<String, String> instead = new LinkedHashMap<>();
        all(instead, "is floating point, and sums of it depend on the order of the rows; " + DIVIDE_LAST, """
                avg mean favg fsum kahan_sum sumkahan median quantile quantile_cont percentile_cont approx_quantile
                stddev stddev_pop stddev_samp variance var_pop var_samp covar_pop covar_samp corr skewness kurtosis
                kurtosis_pop entropy mad regr_slope regr_intercept regr_r2 regr_avgx regr_avgy regr_sxx regr_syy regr_sxy
                geomean geometric_mean product exponential_avg sqrt cbrt exp ln log log2 log10 pow power sin cos tan cot
                asin acos atan atan2 sinh cosh tanh pi degrees radians gamma lgamma epoch julian percent_rank cume_dist
                fdiv to_double""");
        all(instead, "reads the clock, and a rerun would read another hour; " + AS_OF, """
                now today current_date current_timestamp current_time get_current_timestamp get_current_time
                transaction_timestamp statement_timestamp clock_timestamp localtime localtimestamp age""");
        all(instead, "is chance; choose by what a row holds", """
                random rand setseed uuid uuidv4 uuidv7 gen_random_uuid shuffle reservoir_quantile nextval currval""");
        all(instead, "depends on the session, not on the rows; put the number into the figure's parameters", """
                getvariable getenv current_setting current_schema current_database current_user version txid_current""");
        all(instead, "has another value in each engine; compare and order by the columns themselves", """
                hash md5 sha1 sha256 md5_number""");
        all(
                instead,
                "picks a row that nobody chose; use min or max, or row_number() over a total order and keep place 1",
                """
                first last any_value arbitrary arg_min arg_max argmin argmax min_by max_by arg_min_null arg_max_null mode""");
        all(
                instead,
                "strings rows together in the order they come; count or rank them, and let the report list them",
                """
                string_agg listagg group_concat list array_agg histogram map_agg map_from_entries""");
        all(instead, "counts about right; use count(distinct …)", "approx_count_distinct approx_top_k");
        all(instead, """
                is spelled otherwise in Spark; write extract(day from a - b) of two timestamps (cast a date to timestamp), or\
                 compare with b + interval '1' day""", """
                datediff date_diff datesub date_sub dateadd date_add timestampdiff timestampadd""");
        all(
                instead,
                "numbers the days otherwise in Spark; count from a known Monday with extract(day from a - b)",
                """
                dayofweek weekday isodow dow yearweek""");
        all(instead, "is not in Spark SQL; write case when … then … else … end", "if iif ifelse");
        all(instead, "is not in Spark SQL; write count(*) filter (where …)", "count_if countif");
        instead.put(
                "concat",
                "drops nulls here and is null in Spark; join texts with ||, with coalesce where one may be null");
        instead.put("concat_ws", "is not in the subset; join texts with ||, with coalesce where one may be null");
        instead.put("position", "takes its texts the other way round in Spark; write instr(text, part)");
        instead.put("strpos", "is not in Spark SQL; write instr(text, part)");
        instead.put("sign", "is floating point in Spark; write case when … then … end");
        instead.put("len", "is not in Spark SQL's standard; write length(text)");
        instead.put("strftime", "is not in Spark SQL; write extract(… from …), or date_trunc");
        instead.put("row", "builds a struct; compare column by column");
        return instead;
    }

    private static void all(Map<String, String> instead, String reason, String names) {
        for (String name : names.strip().split("\\s+")) {
            instead.put(name, reason);
        }
    }

    private static Map<String, String> phrases() {
        Map<String, String> phrases = new LinkedHashMap<>();
        String order = "depends on where rows happen to lie; ";
        phrases.put("distinct on", order + "keep row_number() = 1 over a total order");
        phrases.put("positional join", order + "join on a key");
        phrases.put("tablesample", "is chance; choose by what a row holds");
        phrases.put("using sample", "is chance; choose by what a row holds");
        phrases.put("natural", "joins on whatever columns two relations happen to share; write using (…)");
        phrases.put("collate", "sorts by another alphabet in each engine; order by the column itself");
        phrases.put("try_cast", "hides what cannot be cast, by rules that differ; cast what is sure to fit");
        String spark = "is not in Spark SQL; ";
        phrases.put("qualify", spark + "put the window into a with query and keep its rows by where");
        phrases.put("semi join", spark + "write where exists (select …)");
        phrases.put("anti join", spark + "write where not exists (select …)");
        phrases.put("asof", spark + "join on the range and keep row_number() = 1 over a total order");
        phrases.put("lateral", "is written otherwise in Spark SQL; join a with query");
        phrases.put("pivot", "is written otherwise in Spark SQL; write sum(case when … end) for each column");
        phrases.put("unpivot", "is written otherwise in Spark SQL; write union all");
        phrases.put("group by all", "hides what makes a row; name the columns");
        phrases.put("order by all", "hides what decides; name the columns");
        phrases.put("union by name", spark + "list the columns in the same order");
        phrases.put("union all by name", spark + "list the columns in the same order");
        phrases.put("* exclude", spark + "name the columns");
        phrases.put("* replace", spark + "name the columns");
        phrases.put("* rename", spark + "name the columns");
        phrases.put("columns (", spark + "name the columns");
        phrases.put("similar to", spark + "write like, or several of them");
        phrases.put("glob", spark + "write like");
        phrases.put("isnull", spark + "write is null");
        phrases.put("notnull", spark + "write is not null");
        phrases.put("as materialized", spark + "write as");
        phrases.put("as not materialized", spark + "write as");
        phrases.put("with recursive", spark + "join periods, or a relation of your own");
        phrases.put("( from", spark + "write select … from …");
        phrases.put("count ( )", spark + "write count(*)");
        phrases.put(", from", spark + "leave out the comma");
        phrases.put(", )", spark + "leave out the comma");
        phrases.put("ignore nulls", "stands elsewhere in Spark SQL; number the rows that have a value");
        return phrases;
    }

    private static Map<String, String> symbols() {
        Map<String, String> symbols = new LinkedHashMap<>();
        String spark = "is not standard SQL; ";
        symbols.put("::", spark + "write cast(… as …)");
        symbols.put("==", spark + "write =");
        symbols.put("//", "is not in Spark SQL; write cast((a - mod(a, b)) / b as bigint)");
        symbols.put("^", "is floating point here and a bitwise or in Spark; multiply");
        symbols.put("**", "is floating point, and not in Spark SQL; multiply");
        symbols.put("[", "builds or reads a list, which Spark SQL writes otherwise; keep a row for each element");
        symbols.put("{", "builds a struct, which Spark SQL writes otherwise; keep a column for each part");
        symbols.put("->", "is a lambda or a path into JSON; keep a column for each part");
        symbols.put("->>", "is a path into JSON; keep a column for each part");
        symbols.put("~", "is not in Spark SQL; write like");
        symbols.put("?", "stands for a value that nobody gives; put the number into the figure's parameters");
        symbols.put("$", "stands for a value that nobody gives; put the number into the figure's parameters");
        symbols.put(":", "is not in Spark SQL; write the name after as");
        return symbols;
    }
}
