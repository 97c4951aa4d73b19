package dev.rehearsal.model;

/**
 * What a model call is for.
 *
 * @param purpose whose call it is
 * @param caseId the test case; empty outside of a run
 * @param trial 1 for the first trial of its case
 * @param turn the turn it belongs to, from 1; 0 for the whole session
 * @param detail tells calls of one turn apart, for example a scorer's name; may be empty
 * @param repeat 0 for the first time that the same is asked; of structured questions each time has eight, for replies that do not follow
 *     the schema
 */
public record CallKey(Purpose purpose, String caseId, int trial, int turn, String detail, int repeat) {
    /** A call outside of a run. */
    public static CallKey of(Purpose purpose) {
        return new CallKey(purpose, "", 1, 0, "", 0);
    }

    public CallKey withRepeat(int repeat) {
        return new CallKey(purpose, caseId, trial, turn, detail, repeat);
    }

    @Override
    public String toString() {
        return purpose.code()
                + (caseId.isEmpty() ? "" : " of case '" + caseId + "', trial " + trial)
                + (turn == 0 ? "" : ", turn " + turn)
                + (detail.isEmpty() ? "" : " (" + detail + ")")
                + (repeat == 0 ? "" : ", repeat " + repeat);
    }
}
