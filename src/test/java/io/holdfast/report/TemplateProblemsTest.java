package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who edits a template breaks, and what check says of it. */
class TemplateProblemsTest {

    private static final String BAND =
            "<band height=\"10\"><element kind=\"%s\" x=\"0\" y=\"0\" width=\"10\" height=\"10\">%s</element></band></detail>";

    private final ReportsTree tree;
    private final String notices;

    TemplateProblemsTest(@TempDir Path folder) throws Exception {
        this.tree = new ReportsTree(folder);
        this.notices = Files.readString(SamplePages.TREE.resolve("notices.jrxml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <detail>            | <detial>            | :27: 'detial' is nothing that stands here (JasperDesign). Mend the XML at this line.
            </title>            | </titel>            | :25: Unexpected close tag
            $F{text}            | $F{txt}             | :32: Field not found : txt; mend it or declare it
            $P{LANGUAGE}        | $P{TONGUE}          | :15: Query parameter not found : TONGUE; mend it or declare it
            $F{text}            | $F{text}.nope()     | :32: The method nope() is undefined for the type String. It stands in the expression $F{text}.nope()
            style="Section"     | style="Heading"     | :21: has no style 'Heading'; there is
            "holdfast.jrtx"     | "brand.jrtx"        | :4: needs 'brand.jrtx', which is not in reports/; put the file there, or write one that is: holdfast.jrtx
            from notice n       | from notices n      | :14: has a query that the mart refuses: user lacks privilege or object not found: NOTICES; jobs/MART.md has its tables
            select n.ordinal    | select n.number     | :13: has a query that the mart refuses: user lacks privilege or object not found: N.NUMBER
            where n.run_id      | whre n.run_id       | has a query that the mart refuses: unexpected token
            name="ordinal"      | name="place"        | :18: has the field 'place', which its query does not yield; it yields ordinal, text
            class="java.lang.Integer" | class="java.lang.Integr" | :18: java.lang.ClassNotFoundException: java.lang.Integr
            """)
    void whatIsBrokenIsNamedWithItsLine(String was, String now, String said) throws Exception {
        assertThat(notices).contains(was);
        int at = notices.indexOf(was);
        String broken = notices.substring(0, at) + now + notices.substring(at + was.length());
        assertThat(problems(broken)).contains("reports/notices.jrxml:").contains(said);
    }

    @Test
    void aTemplateOrPictureThatIsMissingIsNamed() throws Exception {
        String subreport = "<expression><![CDATA[\"figure.jasper\"]]></expression>";
        assertThat(problems(notices.replace("</detail>", BAND.formatted("subreport", subreport))))
                .contains(
                        "reports/notices.jrxml:35: needs 'figure.jrxml', which is not in reports/; put the file there")
                .contains("figures.jrxml");
        String image = "<expression><![CDATA[\"brand/seal.png\"]]></expression>";
        assertThat(problems(notices.replace("</detail>", BAND.formatted("image", image))))
                .contains("reports/notices.jrxml:35: needs 'brand/seal.png'");
    }

    private String problems(String template) throws Exception {
        return tree.with("notices.jrxml", template).problems();
    }
}
