package dev.rehearsal.scoring;

/**
 * Who gave a feedback.
 *
 * @param id the judge's model, the scorer's name, or a person's name
 */
public record Source(Kind kind, String id) {
    public static Source judge(String model) {
        return new Source(Kind.LLM_JUDGE, model);
    }

    public static Source code(String scorer) {
        return new Source(Kind.CODE, scorer);
    }

    public static Source human(String name) {
        return new Source(Kind.HUMAN, name);
    }

    /** The kinds, named as in MLflow. */
    public enum Kind {
        LLM_JUDGE,
        HUMAN,
        CODE
    }
}
