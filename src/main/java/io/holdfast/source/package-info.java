/**
 * Where rows come from and when they are right: source definitions ({@code jobs/sources}), the rules that every
 * canonical entity keeps, and the SQL that checks them. Reads no data itself.
 */
@NullMarked
package io.holdfast.source;

import org.jspecify.annotations.NullMarked;
