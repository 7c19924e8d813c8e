/**
 * What a database answers: the rows of a source's {@code select}, read without leaving a trace there, brought to a file
 * like any other. Knows drivers and dialects; what rows mean, it leaves to {@code extract}.
 */
@NullMarked
package io.holdfast.query;

import org.jspecify.annotations.NullMarked;
