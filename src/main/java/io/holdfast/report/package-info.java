/**
 * Mart to PDF: compiles the templates of a workspace's {@code reports/} (or of the jar's), fills them from the
 * tables of one run, and writes a tagged PDF/A whose bytes depend on nothing but the run and the templates. The
 * only room that knows JasperReports and its PDF libraries. {@link io.holdfast.report.Reports} is its face;
 * {@link io.holdfast.report.Words} and {@link io.holdfast.report.Charts} are public because templates call
 * them (in Jaspersoft Studio too: put holdfast.jar on the project's class path). May call {@code workspace}.
 */
@NullMarked
package io.holdfast.report;

import org.jspecify.annotations.NullMarked;
