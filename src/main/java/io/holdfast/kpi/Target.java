package io.holdfast.kpi;

import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value to reach: one for all time, or a standard that rises step by step to a limit and never gets easier.
 *
 * @param start the value to reach, until the first step
 * @param ratchet how it rises, if it does
 */
public record Target(BigDecimal start, Optional<Ratchet> ratchet) {

    private static final int SCALE = 12;
    private static final String PERCENT = "percent";

    /**
     * How a standard rises: {@code target: {start: 93%, step: 1%, every: quarter, limit: 99%, since: 2023-01}}.
     *
     * @param step part of what is left to the limit that each step closes, or how far each goes
     * @param relative which of the two
     * @param every how often
     * @param limit where it stops
     * @param since the first day of the start value
     */
    public record Ratchet(BigDecimal step, boolean relative, Grain every, BigDecimal limit, LocalDate since) {}

    static Target fixed(BigDecimal value) {
        return new Target(value, Optional.empty());
    }

    static Optional<Target> read(YamlMap yaml, String unit, Kpi.Better better) {
        if (!yaml.isMap("target")) {
            return yaml.number("target").map(value -> {
                refuseWholePercent(yaml, "target", unit, value);
                return Target.fixed(value);
            });
        }
        YamlMap target = yaml.map("target").only("start", "step", "every", "limit", "since");
        BigDecimal start = required(target, "start");
        BigDecimal limit = required(target, "limit");
        refuseWholePercent(target, "start", unit, start);
        refuseWholePercent(target, "limit", unit, limit);
        boolean rises = limit.compareTo(start) >= 0;
        if (better != Kpi.Better.WATCH && rises != (better == Kpi.Better.UP) && limit.compareTo(start) != 0) {
            throw target.problem(
                    "limit",
                    "'limit' is " + target.text("limit") + " and 'start' is " + target.text("start")
                            + ", but better is " + better + ": such a target would get easier; turn them round");
        }
        return Optional.of(new Target(start, Optional.of(ratchet(target, unit, limit))));
    }

    private static Ratchet ratchet(YamlMap target, String unit, BigDecimal limit) {
        String step = target.text("step").strip();
        boolean relative = step.endsWith("%");
        boolean points = step.endsWith("pp");
        String digits = step.replaceFirst("\\s*(%|pp)$", "");
        if (!digits.matches("\\d{1,9}(\\.\\d{1,9})?")
                || new BigDecimal(digits).signum() == 0
                || (relative && new BigDecimal(digits).compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw target.problem(
                    "step",
                    "'step' is '" + step + "'; write 1% (of what is left to the limit), 0.2pp (percentage points) or a"
                            + " number in the figure's own unit, over 0");
        }
        if (!relative && points != PERCENT.equals(unit)) {
            throw target.problem(
                    "step",
                    "'step' is '" + step + "', but the unit is " + unit + "; write "
                            + (points ? "a number such as 0.5" : "percentage points such as 0.2pp")
                            + ", or 1% of what is left to the limit");
        }
        BigDecimal size = new BigDecimal(digits);
        Grain every = Grain.parse(target.oneOf(
                "every",
                "quarter",
                Arrays.stream(Grain.values()).map(Grain::toString).toArray(String[]::new)));
        return new Ratchet(relative || points ? size.movePointLeft(2) : size, relative, every, limit, since(target));
    }

    // 95 where 95% was meant.
    private static void refuseWholePercent(YamlMap yaml, String key, String unit, BigDecimal value) {
        if (PERCENT.equals(unit)
                && value.abs().compareTo(BigDecimal.ONE) > 0
                && !yaml.text(key).endsWith("%")) {
            throw yaml.problem(
                    key,
                    "'" + key + "' is " + yaml.text(key) + ", which is "
                            + value.movePointRight(2).toPlainString() + " %, as the unit is percent; write "
                            + yaml.text(key) + "%");
        }
    }

    private static LocalDate since(YamlMap target) {
        if (!target.has("since")) {
            throw target.problem(
                    "start",
                    "a target that rises needs 'since', the first period in which 'start' is to be reached; add one"
                            + " such as since: 2024-01");
        }
        try {
            return Period.parse(target.text("since")).start();
        } catch (IllegalArgumentException e) {
            throw target.problem("since", String.valueOf(e.getMessage()));
        }
    }

    private static BigDecimal required(YamlMap target, String key) {
        target.text(key);
        return target.number(key).orElseThrow();
    }

    /** What is to be reached in a period: the standard that holds on its first day. */
    public BigDecimal in(Period period) {
        return ratchet.map(rises -> after(rises, steps(rises, period.start()))).orElse(start);
    }

    private static int steps(Ratchet rises, LocalDate day) {
        Period step = Period.containing(rises.every(), rises.since());
        int steps = 0;
        while (!step.next().start().isAfter(day)) {
            step = step.next();
            steps++;
        }
        return steps;
    }

    private BigDecimal after(Ratchet rises, int steps) {
        BigDecimal left = rises.limit().subtract(start);
        BigDecimal rest = rises.relative()
                ? left.multiply(BigDecimal.ONE.subtract(rises.step()).pow(steps, MathContext.DECIMAL128))
                : BigDecimal.valueOf(left.signum())
                        .multiply(left.abs()
                                .subtract(rises.step().multiply(BigDecimal.valueOf(steps)))
                                .max(BigDecimal.ZERO));
        return rises.limit().subtract(rest).setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
