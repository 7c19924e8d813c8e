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
        BigDecimal value = exact(figure);
        return switch (unit) {
            case "percent" -> words.say("unit.percent", decimals(value.multiply(HUNDRED), 1));
            case FINE_PERCENT -> words.say("unit.percent", decimals(value.multiply(HUNDRED), 2));
            case "hours" -> words.say("unit.hours", decimals(value, 1));
            case "days" -> words.say("unit.days", decimals(value, 1));
            case "money" -> words.say("unit.money", currency, decimals(value, 0));
            case "points" -> decimals(value, 1);
            case "ratio" -> decimals(value, 2);
            default -> number(value);
        };
    }

    String number(@Nullable Number number) {
        if (number == null) {
            return Words.NOTHING;
        }
        BigDecimal value = exact(number).stripTrailingZeros();
        return decimals(value, Math.min(Math.max(value.scale(), 0), 2));
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
