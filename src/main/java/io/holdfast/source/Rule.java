package io.holdfast.source;

/**
 * A condition that a row must not meet.
 *
 * @param name short, such as {@code range} or {@code date-order}
 * @param column whose value is shown with a rejected row
 * @param violation SQL over the typed columns: true for a row to reject; unknown (null) counts as kept
 * @param says what was allowed and the remedy
 */
public record Rule(String name, String column, String violation, String says) {}
