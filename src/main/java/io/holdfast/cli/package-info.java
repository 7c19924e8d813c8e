/** The commands: what a person or a scheduler types, and what it answers. */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
