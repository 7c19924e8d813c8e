/**
 * When jobs run. What has run is asked of the batch repository, not remembered a second time: after a stop of any kind,
 * what is due is what the timetable says less what the repository has.
 */
@NullMarked
package io.holdfast.schedule;

import org.jspecify.annotations.NullMarked;
