package io.holdfast.report;

import static io.holdfast.report.SampleMart.BRANCHES;
import static io.holdfast.report.SampleMart.HASH;
import static io.holdfast.report.SampleMart.LAST;
import static io.holdfast.report.SampleMart.RUN;
import static io.holdfast.report.SampleMart.decimal;

import io.holdfast.report.SampleMart.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Seven figures of the sample mart over 25 months, thirty where there are to be many, and two that its data lacks columns for. */
final class SampleFigures {

    /** Figure, unit, better, status, variation, level now, change a month, target, kind, cases, owner; then its texts. */
    private static final String FIGURES = """
        order-error-rate|percent|down|misses|concern|0.031|0.0004|0.02|share|4120|Head of order entry
        Order error rate|How many orders do we enter wrongly?|Orders with at least one entry error (item, size, stock, quantity, address, date) of all orders entered in the period.
        订单差错率|我们录错了多少订单？|期间内录入的订单中，至少有一处录入差错（品名、尺寸、材料、数量、地址、日期）的订单所占比例。
        answer-time|hours|down|misses|common-cause|9.4|0.03|8|median|0|Customer service
        Answer time (median)|How long does a customer wait for a first answer?|Half of the questions and complaints received in the period were answered within this many hours.
        答复时间（中位数）|客户等待首次答复需要多久？|期间内收到的咨询与投诉，有一半在此小时数之内得到答复。
        on-time-delivery|percent|up|within-chance|common-cause|0.942|-0.0006|0.95|share|3874|Operations
        On-time delivery|Do we keep the day we promised?|Orders delivered complete on or before the promised day of all orders promised in the period. What was promised and is not delivered counts as late.
        准时交付率|我们是否守住承诺的交期？|期间内承诺交付的订单中，在承诺日或之前完整交付的比例。已承诺而未交付的按迟交计。
        complaint-ratio|percent|down|too-few|common-cause|0.011|0|0.012|share|18|Customer service
        Complaint ratio|How often do customers complain?|Complaints received in the period for each order delivered in it.
        投诉率|客户多久投诉一次？|期间内收到的投诉数与交付订单数之比。
        retention-rate|percent|up|meets|common-cause|0.884|0.0005|0.87|share|1216|Sales
        Retention rate|Do customers stay?|Customers at the end of the period, without the new ones, of the customers at its start. A customer is who ordered within twelve months.
        客户保持率|客户是否留下来？|期末客户（不含新客户）占期初客户的比例。十二个月内下过订单者为客户。
        repeat-purchase-rate|percent|up|meets|improvement|0.716|0.002|0.68|share|1302|Sales
        Repeat purchase rate|Do customers come back?|Customers with two or more orders in twelve months of the customers with at least one.
        复购率|客户是否再次下单？|十二个月内下单两次及以上的客户占至少下单一次的客户的比例。
        top-20-share|percent|watch|no-target|common-cause|0.783|0.0008|0|money|18450000|Management
        Share of the top fifth|How much hangs on few customers?|Revenue of the largest fifth of the customers of all revenue of the trailing year.
        前五分之一客户占比|收入有多依赖少数客户？|过去十二个月收入中，最大的五分之一客户所占的比例。
        """;

    /** Figures of other kinds, for the shape of many. */
    private static final String MORE = """
        nps|points|up|misses|common-cause|0.21|-0.002|0.3|points|212|Management
        Net promoter score|Would customers recommend us?|Share of promoters less share of detractors, times 100.
        净推荐值|客户愿意推荐我们吗？|推荐者占比减去贬损者占比，乘以 100。
        word-of-mouth|count|down|no-target|concern|488.925|6|0|sum|0|Customer service
        Word-of-mouth exposure|How many people may hear of it?|Complaints not resolved in time, times the people that a dissatisfied customer tells.
        负面口碑波及人数|可能传到多少人耳中？|未及时解决的投诉数 × 每位不满客户告知的人数。
        ltv|money|up|no-target|improvement|16416|40|0|sum|0|Management
        Customer lifetime value|What is a customer worth?|Net profit per order, times orders a year, times years retained.
        客户终身价值|一位客户价值多少？|每单净利润 × 每年订单数 × 保留年数。
        cost-ratio|ratio|watch|no-target|change|18.09|-0.1|0|sum|0|Marketing
        Cost to win against cost to keep|What does a new customer cost?|Spend for each new customer, divided by spend for each kept one.
        获客与维系成本之比|赢得一位新客户的成本是多少？|每位新客户的支出 ÷ 每位保留客户的支出。
        late-days|days|down|meets|common-cause|8|0.01|10|median|0|Production
        Days late|How late are late orders?|Nine in ten late orders took no longer than this.
        延迟天数|延迟的订单要多等几天？|九成延迟订单不超过此天数。
        """;

    private static final int MANY = 30;
    private static final List<String> GROUPS = List.of(
            "Labels",
            "Brochures",
            "Packaging",
            "Stationery",
            "Posters",
            "Books",
            "Business cards",
            "Banners",
            "Calendars",
            "several");
    private static final List<String> REGIONS = List.of("North-west", "South", "not recorded");

    private final SampleMart mart;
    private final Shape shape;

    SampleFigures(SampleMart mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
    }

    void fill() throws SQLException {
        List<String> lines = new ArrayList<>(FIGURES.lines().toList());
        if (shape == Shape.MANY) {
            lines.addAll(MORE.lines().toList());
        }
        for (int i = 0; i < lines.size(); i += 3) {
            add(i / 3 + 1, "", lines.subList(i, i + 3));
        }
        int distinct = lines.size() / 3;
        for (int i = distinct; shape == Shape.MANY && i < MANY; i++) {
            int of = 3 * (i % distinct);
            add(i + 1, " " + (1 + i / distinct), lines.subList(of, of + 3));
        }
        leftOut(41, "referral-rate", "Referral rate", "推荐率", "customers.referred_by");
        leftOut(42, "engaged-staff", "Engaged staff", "敬业员工占比", "staff.engaged, staff.unit");
        if (shape == Shape.LONG_NAMES || shape == Shape.SIXTY_BRANCHES || shape == Shape.MANY) {
            staff();
        }
    }

    /** @param again sets the further figures of one kind apart */
    private void add(int ordinal, String again, List<String> lines) throws SQLException {
        Sample figure = Sample.of(ordinal, again.replace(' ', '-'), lines.get(0).split("\\|", -1));
        String[] english = lines.get(1).split("\\|", -1);
        String[] chinese = lines.get(2).split("\\|", -1);
        english[0] += again;
        chinese[0] += again;
        define(figure, english, chinese);
        values(figure);
    }

    private record Sample(
            int ordinal,
            String kpi,
            String unit,
            String better,
            String status,
            String variation,
            double level,
            double drift,
            @Nullable BigDecimal target,
            String kind,
            long cases,
            String owner) {

        static Sample of(int ordinal, String again, String[] of) {
            BigDecimal target = new BigDecimal(of[7]);
            return new Sample(
                    ordinal,
                    of[0] + again,
                    of[1],
                    of[2],
                    of[3],
                    of[4],
                    Double.parseDouble(of[5]),
                    Double.parseDouble(of[6]),
                    target.signum() == 0 ? null : target,
                    of[8],
                    Long.parseLong(of[9]),
                    of[10]);
        }

        boolean median() {
            return kind.equals("median");
        }

        /** Small shares and hours jump about more than large shares do. */
        double unrest() {
            return level < 0.2 || level > 1 ? 8 : 1;
        }

        @Nullable
        BigDecimal denominator(long of) {
            return median() || kind.equals("sum") ? null : BigDecimal.valueOf(of);
        }

        @Nullable
        BigDecimal numerator(double value, long of) {
            return median()
                    ? null
                    : decimal(kind.equals("sum") ? value : value * of).setScale(0, RoundingMode.HALF_UP);
        }

        /** An end of the interval: of shares alone, by the normal approximation, which is near enough here. */
        @Nullable
        BigDecimal end(double value, long of, int side) {
            double reach = side * 1.96 * Math.sqrt(value * (1 - value) / of);
            return kind.equals("share") ? decimal(Math.min(1, Math.max(0, value + reach))) : null;
        }
    }

    private void define(Sample figure, String[] english, String[] chinese) throws SQLException {
        boolean many = shape == Shape.LONG_NAMES;
        String owner = figure.owner()
                + (many ? " and everyone who answers to them in the regions north and south of the river" : "");
        mart.insert(
                "kpi",
                RUN,
                figure.kpi(),
                figure.ordinal(),
                figure.unit(),
                figure.median() ? "median" : figure.kind().equals("sum") ? "sum" : "ratio",
                figure.kpi().startsWith("word-of-mouth"),
                figure.better(),
                HASH);
        String name = english[0]
                + (many
                        ? ", counted over every site, subsidiary and franchise that enters orders under the common name"
                        : "");
        String question = english[1] + (many ? " And " + "how do we know that it is so, ".repeat(8) + "really?" : "");
        mart.insert(
                "kpi_text",
                RUN,
                figure.kpi(),
                "en",
                name,
                question,
                (english[2] + " ").repeat(many ? 4 : 1).strip(),
                owner);
        String zhName = chinese[0] + (many ? "，含所有以共同名义录入订单的厂区、子公司与加盟单位" : "");
        mart.insert("kpi_text", RUN, figure.kpi(), "zh", zhName, chinese[1], chinese[2].repeat(many ? 6 : 1), owner);
    }

    private void values(Sample figure) throws SQLException {
        List<Double> values = months(figure);
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double range = 0;
        for (int i = 1; i < values.size(); i++) {
            range += Math.abs(values.get(i) - values.get(i - 1)) / 24;
        }
        BigDecimal goal = figure.target();
        // The target rose three months ago.
        BigDecimal formerly = goal == null
                ? null
                : goal.multiply(new BigDecimal(figure.better().equals("up") ? "0.99" : "1.05"));
        for (int i = 0; i < values.size(); i++) {
            value(
                    figure,
                    "total",
                    "total",
                    LAST.minusMonths(24 - i),
                    values.get(i),
                    figure.cases(),
                    i < 22 ? formerly : goal);
        }
        double now = values.get(24);
        branches(figure, now);
        mart.insert(
                "scorecard",
                RUN,
                figure.kpi(),
                figure.ordinal(),
                figure.numerator(now, figure.cases()),
                figure.denominator(figure.cases()),
                decimal(now),
                figure.end(now, figure.cases(), -1),
                figure.end(now, figure.cases(), 1),
                Math.max(figure.cases(), 212),
                40L,
                goal,
                decimal(values.get(23)),
                decimal(values.get(12)),
                figure.status(),
                figure.variation(),
                goal == null ? "unknown" : "hit-and-miss",
                decimal(mean),
                decimal(mean - 2.66 * range),
                decimal(mean + 2.66 * range));
        parts(figure, "product_group", GROUPS, now);
        parts(figure, "region", REGIONS, now);
        contributions(figure, values.get(24) - values.get(23));
        year(figure, values, formerly, goal);
        also(figure, now);
        mart.insert("kpi_excluded", RUN, figure.kpi(), "cancelled", 31L);
        mart.insert("kpi_excluded", RUN, figure.kpi(), figure.median() ? "unanswered" : "released", 9L);
    }

    private void parts(Sample figure, String dimension, List<String> members, double now) throws SQLException {
        if (figure.kpi().startsWith("complaint-ratio") || figure.kpi().startsWith("retention-rate")) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            double value = now * (1 + 0.04 * StrictMath.sin(i * 2.3));
            long cases = figure.cases() / (i + 2);
            value(figure, dimension, members.get(i), LAST, value, cases, figure.target());
            value(figure, dimension, members.get(i), LAST.minusMonths(1), value * 0.98, cases, figure.target());
        }
    }

    /** What each member made of the change: uneven parts that add up to it, a fifth of each from its weight. */
    private void contributions(Sample figure, double change) throws SQLException {
        if (figure.median() || branches(figure).isEmpty()) {
            return;
        }
        contributions(figure, "branch", branches(figure), decimal(change));
        contributions(figure, "product_group", GROUPS, decimal(change));
        contributions(figure, "region", REGIONS, decimal(change));
    }

    private void contributions(Sample figure, String dimension, List<String> members, BigDecimal change)
            throws SQLException {
        BigDecimal left = change;
        for (int i = 0; i < members.size(); i++) {
            boolean last = i == members.size() - 1;
            BigDecimal moved = last
                    ? left
                    : change.multiply(new BigDecimal(i % 3 == 0 ? "0.55" : "-0.15"))
                            .setScale(12, RoundingMode.HALF_UP);
            BigDecimal mix =
                    moved.multiply(new BigDecimal(i == 0 ? "0.7" : "0.2")).setScale(12, RoundingMode.HALF_UP);
            left = left.subtract(moved);
            mart.insert(
                    "kpi_contribution",
                    RUN,
                    figure.kpi(),
                    LAST.minusMonths(1).toString(),
                    dimension,
                    members.get(i),
                    moved.subtract(mix),
                    mix,
                    moved);
        }
    }

    private void year(Sample figure, List<Double> values, @Nullable BigDecimal then, @Nullable BigDecimal now)
            throws SQLException {
        List<Double> year = values.subList(13, 25);
        double best = year.stream()
                .mapToDouble(Double::doubleValue)
                .reduce((a, b) -> figure.better().equals("up") ? Math.max(a, b) : Math.min(a, b))
                .orElseThrow();
        boolean watched = figure.better().equals("watch");
        mart.insert(
                "kpi_year",
                RUN,
                figure.kpi(),
                LAST.minusMonths(11).toString(),
                decimal(year.get(0)),
                then,
                LAST.toString(),
                decimal(year.get(11)),
                now,
                watched ? null : LAST.minusMonths(11 - year.indexOf(best)).toString(),
                watched ? null : decimal(best));
    }

    /** Beside each median, the tail and the share of those without a value; beside an amount, a count. */
    private void also(Sample figure, double now) throws SQLException {
        if (figure.median()) {
            also(figure, 1, "p90", figure.unit(), "90 % within", "九成不超过", now * 3);
            also(figure, 2, "open", "percent", "Not answered yet", "尚未答复", 0.0713);
        }
        if (figure.kpi().startsWith("ltv")) {
            also(figure, 1, "customers", "count", "Customers counted", "计入的客户数", 2869);
        }
    }

    private void also(
            Sample figure, int ordinal, String measure, String unit, String english, String chinese, double now)
            throws SQLException {
        mart.insert("kpi_also", RUN, figure.kpi(), measure, ordinal, unit);
        mart.insert("kpi_also_text", RUN, figure.kpi(), measure, "en", english);
        mart.insert("kpi_also_text", RUN, figure.kpi(), measure, "zh", chinese);
        for (int back = 0; back < 2; back++) {
            YearMonth month = LAST.minusMonths(back);
            mart.insert(
                    "kpi_also_value",
                    RUN,
                    figure.kpi(),
                    measure,
                    "total",
                    "total",
                    month.toString(),
                    month.atDay(1),
                    null,
                    null,
                    decimal(now * (1 - 0.1 * back)),
                    null,
                    null);
        }
    }

    private static List<Double> months(Sample figure) {
        SplittableRandom noise = new SplittableRandom(figure.ordinal());
        List<Double> values = new ArrayList<>();
        for (int back = 24; back >= 0; back--) {
            values.add(figure.level()
                    - figure.drift() * back
                    + figure.level() * 0.02 * (noise.nextDouble() - 0.5) * figure.unrest());
        }
        if (figure.ordinal() == 1) {
            values.set(24, 0.041);
        }
        if (figure.ordinal() == 3) {
            values.set(15, values.get(15) - 0.05);
        }
        return values;
    }

    private void branches(Sample figure, double now) throws SQLException {
        List<String> names = branches(figure);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            double value = now * (1 + 0.03 * StrictMath.sin(i * 1.7) * (figure.level() < 0.2 ? 10 : 1));
            long cases = figure.cases() / names.size();
            if (figure.kpi().equals("answer-time") && i == 2) {
                value *= 14;
            }
            value(figure, "branch", name, LAST, value, i == 4 ? 14 : cases, figure.target());
            value(figure, "branch", name, LAST.minusMonths(1), value * 0.99, cases, figure.target());
        }
    }

    /** What the chain from engaged staff on begins with: the most engaged branch is the first, each next one less so. */
    private void staff() throws SQLException {
        mart.insert(
                "kpi_value",
                RUN,
                "engaged-staff",
                "total",
                "total",
                LAST.toString(),
                LAST.atDay(1),
                null,
                null,
                decimal(0.7),
                null,
                null,
                400L,
                0L,
                null,
                "no-target");
        List<String> names = branches();
        for (int i = 0; i < names.size(); i++) {
            mart.insert(
                    "kpi_value",
                    RUN,
                    "engaged-staff",
                    "branch",
                    names.get(i),
                    LAST.toString(),
                    LAST.atDay(1),
                    null,
                    null,
                    decimal(0.8 - 0.01 * i),
                    null,
                    null,
                    80L,
                    0L,
                    null,
                    "no-target");
        }
    }

    private List<String> branches(Sample figure) {
        if (figure.kpi().equals("top-20-share") || figure.kpi().startsWith("retention-rate")) {
            return List.of();
        }
        return branches();
    }

    private List<String> branches() {
        int count = shape == Shape.SIXTY_BRANCHES ? 60 : shape == Shape.ONE_BRANCH ? 1 : BRANCHES.size();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = count > 5 ? String.format(Locale.ROOT, "Branch %02d", i + 1) : BRANCHES.get(i);
            names.add(
                    shape == Shape.LONG_NAMES
                            ? name + " " + "8".repeat(40)
                                    + " Niederlassung für die Belieferung aller Kunden mit wiederkehrenden Aufträgen"
                            : name);
        }
        return names;
    }

    private void value(
            Sample figure,
            String dimension,
            String member,
            YearMonth month,
            double value,
            long cases,
            @Nullable BigDecimal goal)
            throws SQLException {
        mart.insert(
                "kpi_value",
                RUN,
                figure.kpi(),
                dimension,
                member,
                month.toString(),
                month.atDay(1),
                figure.numerator(value, cases),
                figure.denominator(cases),
                decimal(value),
                figure.end(value, cases, -1),
                figure.end(value, cases, 1),
                Math.max(cases, 212),
                40L,
                goal,
                status(figure, value, cases, goal));
    }

    private static String status(Sample figure, double value, long cases, @Nullable BigDecimal goal) {
        if (goal == null) {
            return "no-target";
        }
        int side = figure.better().equals("up") ? 1 : -1;
        BigDecimal best = figure.end(value, cases, side);
        if (cases < 20 && best != null) {
            return "too-few";
        }
        if (decimal(value).compareTo(goal) * side >= 0) {
            return "meets";
        }
        return best != null && best.compareTo(goal) * side >= 0 ? "within-chance" : "misses";
    }

    private void leftOut(int ordinal, String kpi, String name, String zhName, String missing) throws SQLException {
        mart.insert("kpi", RUN, kpi, ordinal, "percent", "ratio", false, "up", HASH);
        mart.insert("kpi_text", RUN, kpi, "en", name, "?", "?", "Sales");
        mart.insert("kpi_text", RUN, kpi, "zh", zhName, "?", "?", "Sales");
        mart.insert("left_out", RUN, kpi, missing);
    }
}
