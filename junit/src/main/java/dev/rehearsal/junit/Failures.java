package dev.rehearsal.junit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/** A failure together with the session that it is about. */
final class Failures {
    private Failures() {}

    /**
     * The failure, with the session at the end of its message where it is an assertion's and does not have it yet. Of other exceptions the
     * session is a suppressed one.
     */
    static Throwable withSession(Throwable failure, LiveSession session) {
        if (!session.show()) {
            return failure;
        }
        String shown = SessionText.of(session.simulation());
        if (!(failure instanceof AssertionError)) {
            failure.addSuppressed(new AboutSession(shown));
            return failure;
        }
        String message =
                failure.getMessage() == null ? "" : failure.getMessage().strip();
        AssertionFailedError whole = failure instanceof AssertionFailedError compared
                        && compared.isExpectedDefined()
                        && compared.isActualDefined()
                ? new AssertionFailedError(
                        message + "\n\n" + shown, compared.getExpected(), compared.getActual(), failure.getCause())
                : new AssertionFailedError(message + "\n\n" + shown, failure.getCause());
        whole.setStackTrace(failure.getStackTrace());
        Iterable<? extends Throwable> others = failure instanceof MultipleFailuresError several
                ? several.getFailures()
                : java.util.List.of(failure.getSuppressed());
        others.forEach(whole::addSuppressed);
        return whole;
    }

    /** What the failure says, without the session. */
    static String withoutSession(Throwable failure, LiveSession session) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        int cut = message.indexOf(SessionText.head(session.simulation()));
        return cut < 0 ? message : message.substring(0, cut);
    }

    /** No exception of its own: where a message cannot be changed, this carries what is to be read beside it. */
    private static final class AboutSession extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AboutSession(String shown) {
            super(shown, null, false, false);
        }
    }
}
