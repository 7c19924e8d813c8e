package io.holdfast.extract;

import java.nio.file.Path;

/**
 * A file to extract.
 *
 * @param id sorts tasks in the order in which their loads are published
 * @param source the source that maps it
 * @param name as people know it, relative to the workspace
 * @param path where it lies
 */
public record FileTask(String id, String source, String name, Path path) {}
