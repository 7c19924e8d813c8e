package io.holdfast.mart;

import java.util.Map;

/**
 * Something that a reader of a run's reports should know before its figures are used.
 *
 * @param text in English
 * @param others the same by other languages; a report in a language that is not there shows the English
 */
public record Notice(String text, Map<String, String> others) {}
