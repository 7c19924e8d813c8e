package io.holdfast.job;

/** Whom a running job tells how it is getting on. Called from several threads. */
public interface Narrator {

    /** Something worth a line. */
    void say(String line);

    /** How much of a step is done. */
    void progress(String step, int done, int of);
}
