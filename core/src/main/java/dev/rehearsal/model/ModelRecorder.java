package dev.rehearsal.model;

/** Keeps what the models of a run reply. */
@FunctionalInterface
public interface ModelRecorder {
    /** Records nothing. */
    ModelRecorder NONE = (model, secrets) -> model;

    /**
     * A model that asks this one and keeps its replies.
     *
     * @param secrets what must not be in what is kept
     */
    Model recording(Model model, Secrets secrets);
}
