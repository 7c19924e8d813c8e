package io.holdfast.churn;

import java.time.LocalDate;

/**
 * Of the customers who first ordered in one month or quarter, those who ordered in a later one.
 *
 * @param quarterly whether parts are quarters; months otherwise
 * @param cohort first day of the part of their first order
 * @param after how many parts later, from 0
 * @param customers of the cohort
 * @param active who ordered in the later part
 */
public record CohortCell(boolean quarterly, LocalDate cohort, int after, long customers, long active) {}
