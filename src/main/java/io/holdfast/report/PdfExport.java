package io.holdfast.report;

import java.io.ByteArrayOutputStream;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.SimpleJasperReportsContext;
import net.sf.jasperreports.engine.type.OrientationEnum;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.SimplePdfReportConfiguration;
import net.sf.jasperreports.pdf.type.PdfaConformanceEnum;

/** Pages to PDF: tagged, PDF/A-2a, fonts embedded, text in charts as text. */
final class PdfExport {

    private static final String SRGB = "io/holdfast/report/srgb.icc";

    private final JasperReportsContext context;

    PdfExport(JasperReportsContext parent) {
        SimpleJasperReportsContext own = new SimpleJasperReportsContext(parent);
        own.setProperty("net.sf.jasperreports.export.pdf.tagger.factory", Tagger.Factory.class.getName());
        own.setProperty("net.sf.jasperreports.export.pdf.force.svg.shapes", "false");
        // The PDF writer by itself would begin a Chinese line with a full stop or a closing bracket.
        own.setProperty("net.sf.jasperreports.export.pdf.force.linebreak.policy", "true");
        this.context = own;
    }

    byte[] export(JasperPrint print, String title, String language) throws JRException {
        return export(print, configuration(title, language));
    }

    static SimplePdfExporterConfiguration configuration(String title, String language) {
        SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
        // SamePdf packs the objects, once. To unpack thousands of streams of them takes the square of their number.
        configuration.setCompressed(false);
        configuration.setTagged(true);
        configuration.setTagLanguage(language);
        configuration.setPdfaConformance(PdfaConformanceEnum.PDFA_2A);
        configuration.setIccProfilePath(SRGB);
        configuration.setMetadataTitle(title);
        configuration.setDisplayMetadataTitle(true);
        return configuration;
    }

    byte[] export(JasperPrint print, SimplePdfExporterConfiguration configuration) throws JRException {
        // A landscape page would be a turned portrait one, and every place in it (of a link, a bookmark, a picture)
        // amiss.
        print.setOrientation(OrientationEnum.PORTRAIT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JRPdfExporter exporter = new JRPdfExporter(context);
        exporter.setExporterInput(new SimpleExporterInput(print));
        exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(bytes));
        exporter.setConfiguration(configuration);
        SimplePdfReportConfiguration pages = new SimplePdfReportConfiguration();
        // Its links are no part of the tagged structure: Links makes them.
        pages.setIgnoreHyperlink(true);
        exporter.setConfiguration(pages);
        exporter.exportReport();
        return bytes.toByteArray();
    }
}
