/**
 * Restatement: what the figures of a published period would be today, how much of each difference every cause makes, and
 * the rows that make it. Computes from the lake by the figures' own code; writes nothing.
 */
@NullMarked
package io.holdfast.restate;

import org.jspecify.annotations.NullMarked;
