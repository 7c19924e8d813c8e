/**
 * Source to load: reads each file once through the engine's own reader, keeps every rejected row with its place
 * and reason, reconciles what was read with what was kept, and publishes all or nothing.
 */
@NullMarked
package io.holdfast.extract;

import org.jspecify.annotations.NullMarked;
