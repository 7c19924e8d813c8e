package io.holdfast.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Figures as text. Exact decimals in, rounded half up once, at the end; a minus sign as wide as a digit, so that
 * columns of right-aligned figures stand straight.
 */
final class FigureFormat {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final String FINE_PERCENT = "percent-fine";
    private static final char MINUS = '−';

    private final Words words;
    private final DecimalFormatSymbols symbols;

    FigureFormat(Words words, Locale locale) {
        this.words = words;
        this.symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setMinusSign(MINUS);
    }

    static String unit(@Nullable String unit, @Nullable Number reference) {
        if (unit == null) {
            return "count";
        }
        boolean small = reference != null && exact(reference).abs().compareTo(TENTH) < 0;
        return unit.equals("percent") && small ? FINE_PERCENT : unit;
    }

    String text(@Nullable Number figure, String unit, String currency) {
        if (figure == null) {
            return Words.NOTHING;
        }
        String digits = digits(exact(figure), unit);
        return switch (unit) {
            case "percent", FINE_PERCENT -> words.say("unit.percent", digits);
            case "hours" -> words.say("unit.hours", digits);
            case "days" -> words.say("unit.days", digits);
            case "money" -> currency.isEmpty() ? digits : words.say("unit.money", currency, digits);
            default -> digits;
        };
    }

    /** How far a figure moved, whichever way, in the unit that differences have: of shares and scores, points. */
    String step(BigDecimal change, String unit, String currency) {
        return switch (unit) {
            case "percent", FINE_PERCENT, "points" -> words.say("unit.points", digits(change.abs(), unit));
            default -> text(change.abs(), unit, currency);
        };
    }

    /** The name of the unit that differences have, for the head of a column; empty where numbers need none. */
    String unitOfSteps(String unit, String currency) {
        return switch (unit) {
            case "percent", FINE_PERCENT, "points" -> words.say("unit.of.points");
            case "hours" -> words.say("unit.of.hours");
            case "days" -> words.say("unit.of.days");
            case "money" -> currency;
            default -> "";
        };
    }

    /** A difference with its sign and without its unit, such as +0.4, −3.2 or 0.0. */
    String signed(@Nullable BigDecimal change, String unit) {
        if (change == null) {
            return Words.NOTHING;
        }
        boolean up = shown(change, unit).signum() > 0;
        return (up ? "+" : "") + digits(change, unit);
    }

    /** Which way a difference goes, in the digits that it is shown with: 1, −1, or 0 where these show none. */
    int direction(BigDecimal change, String unit) {
        return shown(change, unit).signum();
    }

    private String digits(BigDecimal value, String unit) {
        return decimals(scaled(value, unit), decimals(unit));
    }

    private static BigDecimal shown(BigDecimal value, String unit) {
        return scaled(value, unit).setScale(decimals(unit), RoundingMode.HALF_UP);
    }

    private static BigDecimal scaled(BigDecimal value, String unit) {
        return switch (unit) {
            case "percent", FINE_PERCENT, "points" -> value.multiply(HUNDRED);
            default -> value;
        };
    }

    private static int decimals(String unit) {
        return switch (unit) {
            case "percent", "hours", "days", "points" -> 1;
            case FINE_PERCENT, "ratio" -> 2;
            default -> 0;
        };
    }

    String number(@Nullable Number number) {
        if (number == null) {
            return Words.NOTHING;
        }
        BigDecimal value = exact(number).stripTrailingZeros();
        boolean large = value.abs().compareTo(THOUSAND) >= 0;
        return decimals(value, large ? 0 : Math.min(Math.max(value.scale(), 0), 2));
    }

    String change(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null || before.signum() <= 0) {
            return Words.NOTHING;
        }
        BigDecimal change = now.subtract(before).multiply(HUNDRED).divide(before, MathContext.DECIMAL64);
        String text = words.say("unit.percent", decimals(change, 1));
        return change.setScale(1, RoundingMode.HALF_UP).signum() > 0 ? "+" + text : text;
    }

    String decimals(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        DecimalFormat format = new DecimalFormat("#,##0", symbols);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        // A value that rounds to nought carries no sign.
        return format.format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
    }
}
