/**
 * The demonstration company: an invented printer with three years of customers, orders and feedback, written as the
 * CSV files that a real source would drop. The figures find in it what a manager looks for (a press breakdown, a
 * fading key account, a branch that answers slowly, customers who leave without a word); each is marked
 * {@code STORY} in the SQL that plants it. Calls nothing else of the house.
 */
@NullMarked
package io.holdfast.demo;

import org.jspecify.annotations.NullMarked;
