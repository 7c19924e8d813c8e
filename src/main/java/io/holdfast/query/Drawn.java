package io.holdfast.query;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a database yielded, as files without a header: the same rows give the same bytes, in whatever order they came.
 *
 * @param rows sorted by key, then by all columns
 * @param columns their columns, all canonical
 * @param keys the keys of everything that is there, where these are not all of the rows; empty where they are, or nobody asked
 * @param watermark how far the column that tells of changes has come; empty without one
 */
public record Drawn(Path rows, List<String> columns, Optional<Path> keys, String watermark) {}
