package io.holdfast.report;

/**
 * What a report is about where it is one of many.
 *
 * @param kind of it, such as {@code branch}; the parameter {@code KIND} of templates
 * @param item its key in the tables of reviews; the parameter {@code ITEM}
 * @param name of it for people
 */
public record Subject(String kind, String item, String name) {}
