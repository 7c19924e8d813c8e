/**
 * The lake: immutable Parquet loads, the relations as known at a ledger position, and the engine that runs SQL
 * over them. The only room that knows the engine (DuckDB).
 */
@NullMarked
package io.holdfast.lake;

import org.jspecify.annotations.NullMarked;
