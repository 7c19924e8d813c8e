/**
 * Who is about to stop ordering. Customers here hold no contract: they do not cancel, they fall silent, so churn is a
 * probability, earned against orders that were not used to fit it. From the order-days of all customers
 * ({@link io.holdfast.churn.OrderLog}) to a score for each, the back-test of the models that compete to make it, and
 * warnings where it should not be trusted ({@link io.holdfast.churn.Churn}).
 *
 * <p>Beside the scores stands what can be counted: reasons as measured in the company's own past, what customers are worth,
 * and groups that people know ({@link io.holdfast.churn.Insights}). Its counts are made by queries, files of the jar, over
 * the entities as known at a ledger position; for them, no row of an order leaves the engine.
 *
 * <p>No framework in here; the models take columns of primitives and give records. Time is in whole days. Powers,
 * logarithms and exponentials are Hipparchus's {@code FastMath}, which is written in Java, so that the digits do not
 * depend on the JVM or processor; sums over customers are made in chunks of fixed size, added in order, so that they do
 * not depend on the number of threads.
 */
@NullMarked
package io.holdfast.churn;

import org.jspecify.annotations.NullMarked;
