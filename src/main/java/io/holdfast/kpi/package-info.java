/**
 * The figures: a KPI is a query that returns its evidence, one row per thing counted; its value, interval, trend and
 * breakdown are derived from those rows here, exactly. Sums come from the engine as integers and decimals; every
 * division, root and comparison is made here, in decimal arithmetic.
 */
@NullMarked
package io.holdfast.kpi;

import org.jspecify.annotations.NullMarked;
