package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fits on the CDNOW sample, 2,357 customers, 39 weeks up to 1997-09-30, against the published figures (Fader, Hardie,
 * Lee 2005 for BG/NBD and for spend; Batislam et al. 2007; Fader, Hardie 2005 for Pareto/NBD) and against fits of the
 * same order-days made with another program, SciPy, to more digits. The papers count in weeks.
 */
class CdnowFitTest {

    private static final double WEEK = 7;
    private static final int CUT = (int) LocalDate.of(1997, 9, 30).toEpochDay();

    private static Summaries sample;

    @BeforeAll
    static void read() {
        sample = Summaries.at(SharedData.cdnowSample(), CUT);
    }

    @Test
    void the_summary_is_that_of_the_papers() {
        long repeats = 0;
        int none = 0;
        for (int i = 0; i < sample.size(); i++) {
            repeats += sample.x(i);
            none += sample.x(i) == 0 ? 1 : 0;
        }
        assertThat(sample.size()).isEqualTo(2357);
        assertThat(repeats).isEqualTo(2457);
        assertThat(none).isEqualTo(1411);
    }

    @Test
    void bg_nbd_is_that_of_the_paper() {
        Fitted.Usable fitted = fit(ModelName.BG_NBD, 1);

        assertPublished(fitted.fit(), -9582.43, 0.005, 0.243, 0.0005, 4.414, 0.0005, 0.793, 0.0005, 2.426, 0.0005);
        assertPublished(
                fitted.fit(),
                -9582.429206673936,
                1e-6,
                0.24259454342106715,
                1e-6,
                4.413602716077379,
                1e-5,
                0.7929218333480146,
                1e-5,
                2.4259057287223023,
                1e-5);
    }

    @Test
    void standard_errors_of_bg_nbd_are_those_of_the_curvature() {
        // SciPy, on the published table, whose times are rounded to hundredths of a week.
        Fit fit = fit(ModelName.BG_NBD, 1).fit();

        assertThat(fit.parameters().get(0).standardError()).isCloseTo(0.01256, within(1e-4));
        assertThat(fit.parameters().get(1).standardError() / WEEK).isCloseTo(0.3782, within(1e-3));
        assertThat(fit.parameters().get(2).standardError()).isCloseTo(0.1857, within(1e-3));
        assertThat(fit.parameters().get(3).standardError()).isCloseTo(0.7053, within(3e-3));
    }

    @Test
    void mbg_nbd_is_that_of_the_paper() {
        Fitted.Usable fitted = fit(ModelName.MBG_NBD, 1);

        assertPublished(fitted.fit(), -9582.13, 0.01, 0.5248, 0.0001, 6.183, 0.0005, 0.8914, 0.0001, 1.614, 0.0005);
        assertPublished(
                fitted.fit(),
                -9582.135715553766,
                1e-6,
                0.5248429031495964,
                1e-6,
                6.183081764399258,
                1e-5,
                0.8913595172712049,
                1e-5,
                1.6140029311982784,
                1e-5);
    }

    @Test
    void pareto_nbd_is_that_of_the_paper() {
        Fitted.Usable fitted = fit(ModelName.PARETO_NBD, 1);

        assertPublished(fitted.fit(), -9594.976, 0.0005, 0.553, 0.0005, 10.578, 0.0005, 0.606, 0.0005, 11.669, 0.005);
        // SciPy stopped nearby, on the same plateau: here it is at least as likely.
        ParetoNbd near = new ParetoNbd(
                0.5532921396028555, 10.577889026526844 * WEEK, 0.6061363207081573, 11.664819822537229 * WEEK);
        double there = 0;
        for (int i = 0; i < sample.size(); i++) {
            there += near.logLikelihood(sample.x(i), sample.tx(i), sample.age(i));
        }
        assertThat(fitted.fit().logLikelihood()).isBetween(there, there + 1e-4);
    }

    /** The published table itself, times in weeks rounded to two decimals, at the parameters that SciPy found for it. */
    @Test
    void log_likelihoods_of_the_published_table_are_those_of_the_papers() {
        assertThat(ofTable(new BgNbd(0.24259292827982148, 4.413532265271809, 0.7928859664406578, 2.4257523826257374)))
                .isCloseTo(-9582.425560567368, within(1e-8));
        assertThat(ofTable(new MbgNbd(0.5248377255676623, 6.182988479133949, 0.8913562809311403, 1.6140000256721425)))
                .isCloseTo(-9582.132684899922, within(1e-8));
        assertThat(ofTable(
                        new ParetoNbd(0.5532673644597024, 10.577554320483786, 0.6061941418024281, 11.667638374380992)))
                .isCloseTo(-9594.97392987315, within(1e-8));
    }

    private static double ofTable(LapseModel weeks) {
        double sum = 0;
        for (double[] row : SharedData.cdnowTable()) {
            sum += weeks.logLikelihood(row[0], row[1], row[2]);
        }
        return sum;
    }

    @Test
    void spend_is_that_of_the_paper() {
        try (Workers workers = new Workers(1)) {
            SpendFit spend = GammaGamma.fit(sample, workers).shown();

            assertThat(spend.customers()).isEqualTo(946);
            assertThat(spend.fit()).isNotNull();
            assertThat(spend.fit().logLikelihood()).isCloseTo(-4055.92, within(0.005));
            assertThat(spend.fit().parameters().get(0).value()).isCloseTo(6.25, within(0.005));
            assertThat(spend.fit().parameters().get(1).value()).isCloseTo(3.74, within(0.005));
            assertThat(spend.fit().parameters().get(2).value()).isCloseTo(15.44, within(0.01));
            assertThat(spend.correlation()).isCloseTo(0.1139, within(0.0001));
        }
    }

    @Test
    void two_threads_give_the_same_digits_as_one() {
        for (ModelName name : new ModelName[] {ModelName.BG_NBD, ModelName.MBG_NBD, ModelName.PARETO_NBD}) {
            assertThat(fit(name, 2).fit()).isEqualTo(fit(name, 1).fit());
        }
    }

    private static void assertPublished(
            Fit fit,
            double logLikelihood,
            double near,
            double first,
            double nearFirst,
            double secondWeeks,
            double nearSecond,
            double third,
            double nearThird,
            double fourth,
            double nearFourth) {
        assertThat(fit.logLikelihoodPer(WEEK)).isCloseTo(logLikelihood, within(near));
        double[] found = fit.parameters().stream()
                .mapToDouble(parameter -> parameter.days() ? parameter.value() / WEEK : parameter.value())
                .toArray();
        assertThat(found[0]).isCloseTo(first, within(nearFirst));
        assertThat(found[1]).isCloseTo(secondWeeks, within(nearSecond));
        assertThat(found[2]).isCloseTo(third, within(nearThird));
        assertThat(found[3]).isCloseTo(fourth, within(nearFourth));
    }

    private static Fitted.Usable fit(ModelName name, int threads) {
        try (Workers workers = new Workers(threads)) {
            return (Fitted.Usable) new MaximumLikelihood(workers).fit(name, sample.groups());
        }
    }
}
