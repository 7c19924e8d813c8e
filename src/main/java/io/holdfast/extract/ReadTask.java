package io.holdfast.extract;

/**
 * A part of what a source asks of a database.
 *
 * @param source that asks
 * @param part from 0
 */
public record ReadTask(String source, int part) {}
