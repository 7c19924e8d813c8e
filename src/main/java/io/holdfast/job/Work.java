package io.holdfast.job;

/** What one step of a run does, whoever runs it: the scheduler of a job, or a rerun. */
@FunctionalInterface
interface Work {

    void run() throws Exception;
}
