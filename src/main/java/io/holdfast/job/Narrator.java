package io.holdfast.job;

/** Whom a running job tells how it is getting on. Called from several threads. */
public interface Narrator {

    /** Who tells nobody. */
    Narrator SILENT = new Narrator() {
        @Override
        public void say(String line) {}

        @Override
        public void progress(String step, int done, int of) {}
    };

    /** Something worth a line. */
    void say(String line);

    /** How much of a step is done. */
    void progress(String step, int done, int of);
}
