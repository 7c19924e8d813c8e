package io.holdfast.report;

import java.util.Optional;

/**
 * What stands in the places of a table's query.
 *
 * @param subject empty where the report is about the run as a whole
 */
record TableValues(String runId, String language, Optional<Subject> subject) {

    /** @throws ReportException where the query asks for an item and the report is about none */
    String of(String place) {
        return switch (place) {
            case "run" -> runId;
            case "language" -> language;
            default -> {
                Subject one = subject.orElseThrow(() -> new ReportException("a table's query has ':" + place
                        + "', but the report is about no one item; the job's step needs 'for-each'"));
                yield place.equals("kind") ? one.kind() : one.item();
            }
        };
    }
}
