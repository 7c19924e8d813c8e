package io.holdfast.churn;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * All models at one cut: each is fitted when it is first asked for, on nothing from after the cut, and scores the
 * customers who are known there or is refused.
 */
final class Contest {

    private final OrderLog log;
    private final int horizon;
    private final Workers workers;
    private final MaximumLikelihood likelihood;
    private final Summaries customers;
    private final Map<ModelName, Fitted> fitted = new EnumMap<>(ModelName.class);
    private final Map<ModelName, GroupScores> counts = new EnumMap<>(ModelName.class);
    private final Map<ModelName, Refusal> refusals = new EnumMap<>(ModelName.class);
    private final Map<ModelName, Regression> regressions = new EnumMap<>(ModelName.class);
    private @Nullable Lookback lookback;

    Contest(OrderLog log, int cut, int horizon, Workers workers) {
        this.log = log;
        this.horizon = horizon;
        this.workers = workers;
        this.likelihood = new MaximumLikelihood(workers);
        this.customers = Summaries.at(log, cut);
    }

    Summaries customers() {
        return customers;
    }

    /** Log-odds of lapse, with errors; null where the model is refused, see {@link #refusal}. */
    @Nullable
    Scores scores(ModelName name) {
        return switch (name) {
            case NBD, BG_NBD, MBG_NBD, PARETO_NBD -> ofGroups(counts(name));
            case RECENCY -> recency();
            case RECIPE -> recipe();
            case GAMMA_GAMMA -> throw new IllegalArgumentException(name + " scores nobody");
        };
    }

    /** As {@link #scores}, without errors, where these take time. */
    @Nullable
    Scores scoresAlone(ModelName name) {
        if (name == ModelName.RECENCY || name == ModelName.RECIPE) {
            return scores(name);
        }
        if (!(fitted(name) instanceof Fitted.Usable usable)) {
            return null;
        }
        double[] logOdds = GroupScores.lapseLogOdds(usable.model(), customers.groups(), horizon, workers);
        Scores scores = new Scores(customers.size());
        for (int i = 0; i < customers.size(); i++) {
            scores.set(i, logOdds[customers.group(i)], 0);
        }
        return scores;
    }

    /** Why a model was refused; null where it was not, or was not asked for. */
    @Nullable
    Refusal refusal(ModelName name) {
        return refusals.get(name);
    }

    /** The fit of NBD, BG/NBD, MBG/NBD or Pareto/NBD. */
    Fitted fitted(ModelName name) {
        Fitted known = fitted.get(name);
        if (known == null) {
            known = likelihood.fit(name, customers.groups());
            fitted.put(name, known);
            if (known instanceof Fitted.Refused refused) {
                refusals.put(name, refused.refusal());
            }
        }
        return known;
    }

    /** Fits made. */
    List<Fit> fits() {
        return fitted.values().stream()
                .filter(Fitted.Usable.class::isInstance)
                .map(one -> ((Fitted.Usable) one).fit())
                .toList();
    }

    /** Refusals made. */
    List<Refusal> refusals() {
        return List.copyOf(refusals.values());
    }

    /** The figures of a fit made; null where there is none. */
    @Nullable
    Fit fit(ModelName name) {
        return fitted.get(name) instanceof Fitted.Usable usable ? usable.fit() : null;
    }

    /** What NBD, BG/NBD, MBG/NBD or Pareto/NBD says of each group, with errors; null where it is refused. */
    @Nullable
    GroupScores counts(ModelName name) {
        GroupScores known = counts.get(name);
        if (known == null && fitted(name) instanceof Fitted.Usable usable) {
            known = GroupScores.of(usable, customers.groups(), horizon, workers);
            counts.put(name, known);
        }
        return known;
    }

    /** The regression that a model learned; null for other models and where there is none. */
    @Nullable
    Regression regression(ModelName name) {
        return regressions.get(name);
    }

    private @Nullable Scores ofGroups(@Nullable GroupScores groups) {
        if (groups == null) {
            return null;
        }
        Scores scores = new Scores(customers.size());
        for (int i = 0; i < customers.size(); i++) {
            int g = customers.group(i);
            scores.set(i, groups.lapseLogOdds[g], groups.lapseError[g]);
        }
        return scores;
    }

    private Lookback lookback() {
        Lookback known = lookback;
        if (known == null) {
            known = Lookback.from(log, customers.cut(), horizon, likelihood);
            lookback = known;
        }
        return known;
    }

    /** By recency, which is never refused. */
    Scores recency() {
        Regression regression = Regression.learn(Features.OF_RECENCY, lookback(), workers);
        if (regression == null) {
            return share();
        }
        regressions.put(ModelName.RECENCY, regression);
        return regression.score(customers, horizon, null, workers);
    }

    // Too little came to tell customers apart: all have the share that lapsed in the last complete horizon, (k + ½) of
    // (n + 1), with the error of its log-odds. Where no horizon is complete, that is one half and anything goes.
    private Scores share() {
        double lapses = 0.5;
        double others = 0.5;
        for (boolean lapsed :
                Summaries.at(log, customers.cut() - horizon, Lookback.ENOUGH).lapses(horizon)) {
            lapses += lapsed ? 1 : 0;
            others += lapsed ? 0 : 1;
        }
        Scores scores = new Scores(customers.size());
        for (int i = 0; i < customers.size(); i++) {
            scores.set(i, FastMath.log(lapses / others), FastMath.sqrt(1 / lapses + 1 / others));
        }
        return scores;
    }

    private @Nullable Scores recipe() {
        LapseModel base = null;
        for (ModelName name : Lookback.BASES) {
            if (base == null && fitted(name) instanceof Fitted.Usable usable) {
                base = usable.model();
            }
        }
        Regression regression = base == null ? null : Regression.learn(Features.OF_RECIPE, lookback(), workers);
        if (regression == null) {
            refusals.put(
                    ModelName.RECIPE,
                    new Refusal(
                            ModelName.RECIPE,
                            Refusal.Reason.NO_TRAINING,
                            "",
                            lookback().rarest(),
                            Lookback.FEWEST));
            return null;
        }
        regressions.put(ModelName.RECIPE, regression);
        return regression.score(customers, horizon, base, workers);
    }
}
