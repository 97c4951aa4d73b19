package dev.rehearsal.server.web;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** What was asked for is not there; {@code next} says where to look. */
    public static ProblemException notFound(String what, String next) {
        return new ProblemException(new Problem(404, "Not found", what + "; " + next));
    }

    /** What was asked for cannot be done as things are. */
    public static ProblemException conflict(String why) {
        return new ProblemException(new Problem(409, "Conflict", why));
    }

    public Problem problem() {
        return problem;
    }
}
