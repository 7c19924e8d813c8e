package io.holdfast.extract;

import java.nio.file.Path;

/**
 * Where a run leaves what is not published yet.
 *
 * @param folder its unfinished files; a continued run finds them again
 * @param rejects copies of the rejected rows as CSV, for people
 */
public record StagingArea(Path folder, Path rejects) {}
