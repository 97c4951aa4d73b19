package dev.rehearsal.cli;

/** What a command says to the shell. */
final class ExitCode {
    static final int PASSED = 0;

    /** A gate was not met, or more sessions ended in a failure than allowed. */
    static final int NOT_PASSED = 1;

    /** The input or the usage is wrong. */
    static final int BAD_INPUT = 2;

    /** The run, or what was asked, failed. */
    static final int FAILED = 3;

    /** Stopped by the person in front of it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
