package io.holdfast.report;

import io.holdfast.workspace.Definitions;
import java.nio.file.Path;

/** Run by the build: compiles the templates that the jar carries, so that nobody waits for it later. */
public final class CompileTemplates {

    private CompileTemplates() {}

    /** @param args the folder of the templates, and the one for what comes out */
    public static void main(String[] args) {
        Definitions reports = new Definitions("reports", Path.of(args[0]));
        Templates templates = new Templates(reports, Path.of(args[1]), Theme.SHIPPED);
        for (String file : reports.list("", Templates.SOURCE)) {
            templates.get(file.substring(0, file.length() - Templates.SOURCE.length()));
        }
    }
}
