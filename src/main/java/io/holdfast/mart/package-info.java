/**
 * The mart: the results of each run as small, documented tables beside the batch repository, for reports and for any
 * SQL client.
 */
@NullMarked
package io.holdfast.mart;

import org.jspecify.annotations.NullMarked;
