/**
 * The Spring Batch jobs: assembled from {@code jobs/*.yml}, run once per period and revision, continued where a
 * process died. Each step leaves everything or nothing, so that it can be run again.
 */
@NullMarked
package io.holdfast.job;

import org.jspecify.annotations.NullMarked;
