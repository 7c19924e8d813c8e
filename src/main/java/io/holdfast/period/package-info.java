/**
 * Time as a business counts it: periods in its own zone, and the clock, which is always passed in. Everything
 * else may use it; it uses nothing.
 */
@NullMarked
package io.holdfast.period;

import org.jspecify.annotations.NullMarked;
