package io.holdfast.churn;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/** The way from an order log to a {@link Scoring}: see {@link Churn}. */
final class Scorer {

    /** Of the rarer outcome in a back-test, for models to be told apart. */
    private static final int TELLING = 30;

    private static final double POOR = 0.1;
    private static final double DEPENDENT = 0.3;
    private static final double APART = 0.5;

    private static final List<ModelName> CONTENDERS = List.of(
            ModelName.RECENCY,
            ModelName.NBD,
            ModelName.BG_NBD,
            ModelName.MBG_NBD,
            ModelName.PARETO_NBD,
            ModelName.RECIPE);

    private static final List<ModelName> COUNTING =
            List.of(ModelName.BG_NBD, ModelName.MBG_NBD, ModelName.PARETO_NBD, ModelName.NBD);

    private final OrderLog log;
    private final int cut;
    private final int horizon;
    private final Workers workers;
    private final List<Warning> warnings = new ArrayList<>();

    Scorer(OrderLog log, int cut, int horizon, Workers workers) {
        this.log = log;
        this.cut = cut;
        this.horizon = horizon;
        this.workers = workers;
    }

    Scoring run() {
        Tested tested = backTest();
        // Without a back-test: the plainest model of repeat orders first.
        return serve(tested == null ? COUNTING : tested.ranking(), tested);
    }

    /** A back-test with what scoring needs of it; models with a score, the best first. */
    private record Tested(BackTest shown, List<ModelName> ranking, Map<ModelName, Scores> scores, boolean[] lapsed) {}

    private @Nullable Tested backTest() {
        Contest contest = new Contest(log, cut - horizon, horizon, workers);
        if (contest.customers().size() == 0) {
            return null;
        }
        boolean[] lapsed = contest.customers().lapses(horizon);
        Map<ModelName, Scores> scores = new EnumMap<>(ModelName.class);
        Map<ModelName, HoldOut> heldOut = new EnumMap<>(ModelName.class);
        List<BackTest.Contender> contenders = new ArrayList<>();
        for (ModelName name : CONTENDERS) {
            Scores made = contest.scoresAlone(name);
            Measures measures = null;
            if (made != null) {
                HoldOut holdOut = new HoldOut(made, lapsed, workers);
                measures = holdOut.measures(heldOut.get(ModelName.RECENCY));
                scores.put(name, made);
                heldOut.put(name, holdOut);
            }
            contenders.add(new BackTest.Contender(name, contest.refusal(name), measures, contest.fit(name)));
        }
        // Stable: of equals, the simpler one.
        List<ModelName> ranking = heldOut.entrySet().stream()
                .sorted(Comparator.comparing(
                        entry -> -FastMath.rint(1000 * entry.getValue().auc())))
                .map(Map.Entry::getKey)
                .toList();
        Map.Entry<ModelName, HoldOut> best = Map.entry(ranking.get(0), heldOut.get(ranking.get(0)));
        BackTest shown = new BackTest(
                LocalDate.ofEpochDay(cut - horizon),
                horizon,
                lapsed.length,
                best.getValue().lapses(),
                contenders,
                best.getKey(),
                best.getValue().calibration());
        return new Tested(shown, ranking, scores, lapsed);
    }

    /** Scores with the first of the ranking that can be fitted today; recalibrated where there was a back-test. */
    Scoring serve(List<ModelName> ranking, @Nullable Tested tested) {
        Contest contest = new Contest(log, cut, horizon, workers);
        ModelName champion = ModelName.RECENCY;
        Scores scores = null;
        for (ModelName name : ranking) {
            scores = contest.scores(name);
            if (scores != null) {
                champion = name;
                break;
            }
        }
        if (scores == null) {
            scores = contest.recency();
        }
        Recalibration recalibration = null;
        Scores then = tested == null ? null : tested.scores().get(champion);
        if (then != null && tested != null && COUNTING.contains(champion)) {
            recalibration = Recalibration.learn(then, tested.lapsed(), workers);
            recalibration.correct(scores);
        }
        ModelName counts = counting(contest, champion, ranking);
        GammaGamma.Fitting spend = GammaGamma.fit(contest.customers(), workers);
        warn(contest, champion, tested, spend.shown());
        return new Scoring(
                LocalDate.ofEpochDay(cut),
                horizon,
                champion,
                counts,
                tested == null ? null : tested.shown(),
                recalibration,
                fits(contest, spend.shown()),
                contest.refusals(),
                spend.shown(),
                warnings,
                new ScoredCustomers(
                        log,
                        contest.customers(),
                        scores,
                        counts == null ? null : contest.counts(counts),
                        spend.model(),
                        spend.shown().meanValue(),
                        horizon));
    }

    // Whoever counts orders: the champion, else the best of those who can.
    private static @Nullable ModelName counting(Contest contest, ModelName champion, List<ModelName> ranking) {
        return Stream.of(Stream.of(champion), ranking.stream(), COUNTING.stream())
                .flatMap(names -> names)
                .filter(COUNTING::contains)
                .filter(name -> contest.counts(name) != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Fit> fits(Contest contest, SpendFit spend) {
        List<Fit> fits = new ArrayList<>(contest.fits());
        if (spend.fit() != null) {
            fits.add(spend.fit());
        }
        return fits;
    }

    private void warn(Contest contest, ModelName champion, @Nullable Tested tested, SpendFit spend) {
        Summaries customers = contest.customers();
        int repeaters = 0;
        for (int i = 0; i < customers.size(); i++) {
            repeaters += customers.x(i) > 0 ? 1 : 0;
        }
        if (repeaters < MaximumLikelihood.FEWEST_REPEATERS) {
            warn(Warning.Code.NO_MODEL, repeaters, MaximumLikelihood.FEWEST_REPEATERS);
        } else if (repeaters < MaximumLikelihood.ORDINARY) {
            warn(Warning.Code.FEW_REPEAT_CUSTOMERS, repeaters, MaximumLikelihood.ORDINARY);
        }
        if (tested == null) {
            double history = log.customers() == 0 ? 0 : Math.max(0, (double) cut - log.firstDay());
            warn(Warning.Code.NO_BACK_TEST, history, horizon);
        } else {
            warn(champion, tested.shown());
        }
        double peak = Season.peak(log, cut);
        if (peak >= Season.PEAK) {
            warn(Warning.Code.SEASONAL_PEAK, peak);
        }
        double peakBefore = tested == null ? 1 : Season.peak(log, cut - horizon);
        if (peakBefore >= Season.PEAK) {
            warn(Warning.Code.SEASONAL_PEAK_AT_BACK_TEST, peakBefore);
        }
        Regression regression = contest.regression(champion);
        if (regression != null) {
            double[] intercepts =
                    Arrays.stream(regression.intercepts()).sorted().toArray();
            double lowest = intercepts[0];
            double highest = intercepts[intercepts.length - 1];
            if (highest - lowest > Math.max(APART, regression.chanceRange())) {
                warn(Warning.Code.ORIGINS_DISAGREE, lowest, highest);
            }
        }
        if (Math.abs(spend.correlation()) > DEPENDENT) {
            warn(Warning.Code.SPEND_DEPENDS_ON_FREQUENCY, spend.correlation(), DEPENDENT);
        }
        if (log.looseRefunds() > 0) {
            warn(Warning.Code.LOOSE_REFUNDS, log.looseRefunds());
        }
    }

    private void warn(ModelName champion, BackTest tested) {
        if (champion != tested.best()) {
            warn(Warning.Code.CHAMPION_REFUSED, tested.best().ordinal());
        }
        int rarer = Math.min(tested.lapses(), tested.customers() - tested.lapses());
        if (rarer < TELLING) {
            warn(Warning.Code.TOO_FEW_TO_TELL, tested.customers(), tested.lapses(), TELLING);
        }
        Measures measures = tested.contender(champion).measures();
        if (measures == null) {
            return;
        }
        Estimate lead = measures.aucOverRecency();
        if (lead != null && lead.low() <= 0) {
            warn(Warning.Code.NO_BETTER_THAN_RECENCY, lead.value(), lead.low(), lead.high());
        }
        if (measures.ece().value() > POOR) {
            warn(Warning.Code.POOR_CALIBRATION, measures.ece().value(), POOR);
        }
    }

    private void warn(Warning.Code code, double... numbers) {
        warnings.add(Warning.of(code, numbers));
    }
}
