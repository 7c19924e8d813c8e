package io.holdfast.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a branch stands to the target, judged as the scorecard judges the whole company. */
final class BranchStatus {

    /** Below so many cases a share says too little to judge a branch by it. */
    private static final BigDecimal FEWEST_CASES = BigDecimal.valueOf(20);

    private BranchStatus() {}

    static String of(
            @Nullable BigDecimal figure,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal target,
            @Nullable BigDecimal cases,
            String better) {
        if (figure == null) {
            return "no-data";
        }
        if (target == null || better.equals("watch")) {
            return "no-target";
        }
        if (low != null && cases != null && cases.compareTo(FEWEST_CASES) < 0) {
            return "too-few";
        }
        boolean up = better.equals("up");
        int side = up ? figure.compareTo(target) : target.compareTo(figure);
        if (side >= 0) {
            return "meets";
        }
        boolean targetInReach =
                low != null && high != null && (up ? high.compareTo(target) >= 0 : low.compareTo(target) <= 0);
        return targetInReach ? "within-chance" : "misses";
    }
}
