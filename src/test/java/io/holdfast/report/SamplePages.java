package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Renders the sample mart with the reports tree of the project, and reads the text of its pages. */
final class SamplePages {

    static final Path TREE = Path.of("reports");

    /** Under target, so that templates are compiled once for all tests. */
    static final Path COMPILED = Path.of("target", "compiled-reports");

    static final Definitions DEFINITIONS = new Definitions("reports", TREE);

    static final Reports REPORTS = new Reports(DEFINITIONS, COMPILED);

    private final Path folder;

    SamplePages(Path folder) {
        this.folder = folder;
    }

    Path render(String template, Shape shape, String language) throws Exception {
        Path target = folder.resolve(template + "." + shape + "." + language + ".pdf");
        try (Connection mart = SampleMart.open(shape)) {
            REPORTS.render(template, language, SampleMart.RUN, mart, target);
        }
        return target;
    }

    List<String> pages(String template, Shape shape, String language) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(render(template, shape, language).toFile())) {
            return text(pdf);
        }
    }

    /** The text of each page. */
    static List<String> text(PDDocument pdf) throws IOException {
        List<String> pages = new ArrayList<>();
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            PDFTextStripper text = new PDFTextStripper();
            text.setSortByPosition(false);
            text.setStartPage(page);
            text.setEndPage(page);
            pages.add(text.getText(pdf));
        }
        return pages;
    }
}
