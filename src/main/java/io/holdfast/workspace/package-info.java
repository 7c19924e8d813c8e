/**
 * The folder that a company owns: its definitions (jobs, reports), its settings, its data. Reads what
 * people edit, and names file and line when it cannot. May call nothing else of the house but {@code period}.
 */
@NullMarked
package io.holdfast.workspace;

import org.jspecify.annotations.NullMarked;
