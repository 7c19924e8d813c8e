package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * Back-tests on public data. AUC of recency, BG/NBD and Pareto/NBD were found with another program (SciPy) on the same
 * hold-outs; those of the recipe are what its experiment promised: at least .770 and .740, with an ECE of at most .03 and
 * .035.
 */
class PublicBackTestTest {

    private static final ChurnSettings TWO_THREADS = new ChurnSettings(2);

    @Test
    void cdnow_from_week_39_over_39_weeks() {
        Scoring scoring = Churn.score(SharedData.cdnowMaster(), LocalDate.of(1998, 6, 30), 273, TWO_THREADS);
        BackTest test = scoring.backTest();

        assertThat(test.cut()).isEqualTo("1997-09-30");
        assertThat(test.customers()).isEqualTo(23_570);
        assertThat((double) test.lapses() / test.customers()).isCloseTo(0.70055, within(1e-5));
        assertAuc(test, ModelName.RECENCY, 0.7594);
        assertAuc(test, ModelName.BG_NBD, 0.7466);
        assertAuc(test, ModelName.MBG_NBD, 0.7547);
        assertAuc(test, ModelName.PARETO_NBD, 0.763);
        assertThat(test.best()).isEqualTo(ModelName.RECIPE);
        Measures recipe = test.contender(ModelName.RECIPE).measures();
        assertThat(recipe.auc().value()).isGreaterThanOrEqualTo(0.770);
        assertThat(recipe.ece().value()).isLessThanOrEqualTo(0.03);
        assertThat(recipe.aucOverRecency().low()).isPositive();
        assertThat(scoring.champion()).isEqualTo(ModelName.RECIPE);
        assertThat(scoring.recalibration()).isNull();
    }

    @Test
    void retail_from_june_2010_over_26_weeks() {
        Scoring scoring = Churn.score(SharedData.retail(), LocalDate.of(2010, 12, 9), 182, TWO_THREADS);
        BackTest test = scoring.backTest();

        assertThat(test.cut()).isEqualTo("2010-06-10");
        assertAuc(test, ModelName.RECENCY, 0.660);
        // Where BG/NBD, MBG/NBD and Pareto/NBD say that nobody ever stops, they are NBD.
        assertAuc(test, ModelName.NBD, 0.730);
        for (ModelName degenerate : new ModelName[] {ModelName.BG_NBD, ModelName.MBG_NBD, ModelName.PARETO_NBD}) {
            assertThat(test.contender(degenerate).refusal()).isNotNull();
            assertThat(test.contender(degenerate).measures()).isNull();
        }
        assertThat(test.contender(ModelName.BG_NBD).refusal().reason()).isEqualTo(Refusal.Reason.NOBODY_STOPS);
        assertThat(test.best()).isEqualTo(ModelName.RECIPE);
        Measures recipe = test.contender(ModelName.RECIPE).measures();
        assertThat(recipe.auc().value()).isGreaterThanOrEqualTo(0.740);
        assertThat(recipe.ece().value()).isLessThanOrEqualTo(0.035);
        assertThat(recipe.aucOverRecency().low()).isPositive();
        assertThat(scoring.warnings()).extracting(Warning::code).contains(Warning.Code.SEASONAL_PEAK);
    }

    @Test
    void a_cut_before_christmas_is_warned_about() {
        Scoring scoring = Churn.score(SharedData.retail(), LocalDate.of(2010, 9, 9), 90, TWO_THREADS);

        assertThat(scoring.warnings()).extracting(Warning::code).contains(Warning.Code.ORIGINS_DISAGREE);
    }

    /** reference.json, 'holdout_sample_2357': AUC of 1 − P(≥ 1 order) and of recency. */
    @Test
    void cdnow_sample_has_the_aucs_of_the_reference() {
        BackTest test = Churn.score(SharedData.cdnowSample(), LocalDate.of(1998, 6, 30), 273, TWO_THREADS)
                .backTest();

        assertThat(test.customers()).isEqualTo(2357);
        assertThat(test.customers() - test.lapses()).isEqualTo(684);
        assertAuc(test, ModelName.RECENCY, 0.771435212857807);
        assertAuc(test, ModelName.BG_NBD, 0.756919757552878);
        assertAuc(test, ModelName.MBG_NBD, 0.7601032742246131);
        assertAuc(test, ModelName.PARETO_NBD, 0.7711542629236969);
        assertThat(test.contender(ModelName.BG_NBD).measures().brier().value())
                .isCloseTo(0.16122382532786608, within(1e-6));
        assertThat(test.contender(ModelName.PARETO_NBD).measures().brier().value())
                .isCloseTo(0.16186756272544184, within(1e-6));
    }

    @Test
    void p_alive_of_bg_nbd_is_worse_than_a_coin() {
        Summaries at = Summaries.at(
                SharedData.cdnowSample(), (int) LocalDate.of(1997, 9, 30).toEpochDay());
        try (Workers workers = new Workers(1)) {
            Fitted.Usable fitted = (Fitted.Usable) new MaximumLikelihood(workers).fit(ModelName.BG_NBD, at.groups());
            Scores scores = new Scores(at.size());
            for (int i = 0; i < at.size(); i++) {
                scores.set(i, -fitted.model().logAlive(at.x(i), at.tx(i), at.age(i)), 0);
            }

            assertThat(new HoldOut(scores, at.lapses(273), workers).auc()).isCloseTo(0.31578991062034445, within(1e-4));
        }
    }

    private static void assertAuc(BackTest test, ModelName model, double auc) {
        assertThat(test.contender(model).measures().auc().value())
                .as(model.name())
                .isCloseTo(auc, within(0.0006));
    }
}
