package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.awt.Color;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every page whatever a company brings; what stands where is {@link ReportsIT}'s. */
class LayoutIT {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noTextIsCutOff(Shape shape) throws Exception {
        Templates templates = new Templates(SamplePages.DEFINITIONS, SamplePages.COMPILED, Theme.SHIPPED);
        for (String language : List.of("en", "zh")) {
            try (Connection mart = SampleMart.open(shape)) {
                JasperPrint pages = JasperFillManager.getInstance(templates.context())
                        .fill(templates.get("management-pack"), parameters(language), mart);
                List<String> cut = new ArrayList<>();
                pages.getPages().forEach(page -> collect(page.getElements(), cut));
                assertThat(cut).as("texts without their end in %s", language).isEmpty();
            }
        }
    }

    /** WCAG 2.2, success criterion 1.4.3; on white, and on the darkest area that words may stand on. */
    @Test
    void everyColourOfTextCanBeReadOnItsGround() {
        Set<String> colours = new TreeSet<>();
        Pattern colour = Pattern.compile("forecolor=\\\\?\"(#[0-9A-Fa-f]{6})");
        Pattern rule = Pattern.compile("name=\"Rule\"");
        for (String file : SamplePages.DEFINITIONS.all()) {
            if (file.endsWith(Templates.SOURCE) || file.endsWith(Templates.STYLES)) {
                SamplePages.DEFINITIONS
                        .text(file)
                        .lines()
                        .filter(line -> !rule.matcher(line).find())
                        .forEach(line -> colour.matcher(line).results().forEach(found -> colours.add(found.group(1))));
            }
        }
        assertThat(colours).contains("#1C1C1C", "#5C5C5C", "#B3261E");
        assertThat(colours).allSatisfy(text -> assertThat(Colours.contrast(Color.decode(text), Color.WHITE))
                .as(text)
                .isGreaterThanOrEqualTo(Colours.LEAST_CONTRAST));
        assertThat(Colours.contrast(Pen.GREY, Pen.BAND)).isGreaterThanOrEqualTo(Colours.LEAST_CONTRAST);
        assertThat(Colours.contrast(Pen.INK, Pen.PALE)).isGreaterThanOrEqualTo(Colours.LEAST_CONTRAST);
    }

    private static Map<String, Object> parameters(String language) {
        Locale locale = Locale.forLanguageTag(language);
        ResourceBundle bundle = new Bundles(SamplePages.DEFINITIONS).load(language);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("RUN_ID", SampleMart.RUN);
        parameters.put("LANGUAGE", language);
        parameters.put("WORDS", new Words(bundle, locale));
        parameters.put(JRParameter.REPORT_LOCALE, locale);
        parameters.put(JRParameter.REPORT_RESOURCE_BUNDLE, bundle);
        return parameters;
    }

    private static void collect(List<JRPrintElement> elements, List<String> cut) {
        for (JRPrintElement element : elements) {
            if (element instanceof JRPrintFrame frame) {
                collect(frame.getElements(), cut);
            } else if (element instanceof JRPrintText text && text.getTextTruncateIndex() != null) {
                cut.add(text.getOriginalText());
            }
        }
    }
}
