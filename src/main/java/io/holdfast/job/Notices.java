package io.holdfast.job;

import io.holdfast.kpi.Doubt;
import io.holdfast.mart.Notice;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a run has its readers told besides the figures, in the languages of the shipped reports. */
final class Notices {

    private Notices() {}

    /** A month that the data does not reach looks like one in which nothing went wrong. */
    static Notice noOrders(Period period, @Nullable String lastDay) {
        return said(
                "No order was entered in " + period + "; the last one known is of " + lastDay + ".",
                period + " 没有任何订单；已知的最后一笔订单在 " + lastDay + "。");
    }

    static Notice of(Doubt doubt) {
        String id = doubt.kpi().id();
        String sums =
                plain(doubt.figure().numerator()) + " / " + plain(doubt.figure().denominator());
        String rows = String.join(", ", doubt.rows());
        Map<String, String> name = doubt.kpi().name();
        Period period = doubt.figure().period();
        return said(
                name.get("en") + " (" + id + ") of " + period + " is no share: its hits over its base are " + sums
                        + ". The first such rows: " + rows + ". See holdfast evidence " + id + " --period " + period
                        + " and mend " + doubt.kpi().sqlFile() + ".",
                name.getOrDefault("zh", id) + "（" + id + "）" + period + " 不成比例：命中数与基数为 " + sums + "。首批此类记录：" + rows
                        + "。请用 holdfast evidence " + id + " --period " + period + " 查看，并修正 "
                        + doubt.kpi().sqlFile() + "。");
    }

    private static Notice said(String english, String chinese) {
        return new Notice(english, Map.of("zh", chinese));
    }

    private static String plain(@Nullable BigDecimal number) {
        return Objects.requireNonNull(number).stripTrailingZeros().toPlainString();
    }
}
