package dev.rehearsal.evaluation;

/** Is told what happens in a run, from many threads at once; what it waits for waits with it. */
@FunctionalInterface
public interface RunListener {
    void on(RunEvent event);
}
