/**
 * What goes on in a workspace, for people on a terminal and for the machines that watch over it. Looks at what whoever
 * works there leaves for others, so it never waits for a run and never keeps one waiting.
 */
@NullMarked
package io.holdfast.watch;

import org.jspecify.annotations.NullMarked;
