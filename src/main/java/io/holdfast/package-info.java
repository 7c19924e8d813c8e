/** The program's entry point. */
@NullMarked
package io.holdfast;

import org.jspecify.annotations.NullMarked;
