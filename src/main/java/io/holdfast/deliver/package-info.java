/**
 * What was published goes to people and programs: queued with the run that made it, carried by mail, into a folder or to a web
 * hook, tried again where that may help, never twice where nobody can tell whether it arrived. The only room that knows how mail is
 * sent.
 */
@NullMarked
package io.holdfast.deliver;

import org.jspecify.annotations.NullMarked;
