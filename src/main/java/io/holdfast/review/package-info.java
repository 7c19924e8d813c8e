/**
 * What there is to say to the one who looks after an account, a branch or a portfolio: for all of them at once, by set
 * queries over the lake as known at a position. May use {@code kpi}'s relations and a file of scores.
 */
@NullMarked
package io.holdfast.review;

import org.jspecify.annotations.NullMarked;
