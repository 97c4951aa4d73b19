package dev.rehearsal.server.pages.session;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.trust.Disagreement;
import dev.rehearsal.trust.JudgeCalibration;
import java.util.List;
import java.util.Locale;

/** How far a judge agrees with persons, worded. */
record AgreementView(
        String judge,
        String labels,
        String agreement,
        String agreementInterval,
        String kappa,
        String judged,
        String corrected,
        List<Difference> differences,
        int more) {
    /** As many as one looks through. */
    private static final int MOST = 50;

    /** Where a person and the judge say two things. */
    record Difference(String session, String where, String href, String person, String verdict) {
        static Difference of(Disagreement each) {
            String session = each.label().session();
            int turn = each.label().turn();
            return new Difference(
                    session,
                    turn == 0 ? "" : "turn " + turn,
                    Address.ofSession(session) + (turn == 0 ? "" : "#turn-" + turn),
                    each.label().value(),
                    each.verdict());
        }
    }

    static AgreementView of(JudgeCalibration calibration) {
        Interval interval = calibration.agreement().agreed().interval();
        Double kappa = calibration.agreement().kappa();
        Interval kappaInterval = calibration.agreement().kappaInterval();
        return new AgreementView(
                calibration.judge().model()
                        + (calibration.judge().promptVersion().isEmpty()
                                ? ""
                                : ", prompt " + calibration.judge().promptVersion()),
                Figures.of(calibration.labels(), "label"),
                Figures.share(calibration.agreement().agreed().value()),
                Figures.share(interval.low()) + " to " + Figures.share(interval.high()),
                kappa == null
                        ? "not defined, as both say the same of everything"
                        : String.format(Locale.ROOT, "%.2f", kappa)
                                + (kappaInterval == null
                                        ? ""
                                        : String.format(
                                                        Locale.ROOT,
                                                        " (%.2f to %.2f)",
                                                        kappaInterval.low(),
                                                        kappaInterval.high())
                                                .replace("-0.00", "0.00")),
                calibration.judged().map(Figures::share).orElse(""),
                calibration
                        .corrected()
                        .map(estimate -> Figures.share(estimate.value()) + " ("
                                + Figures.share(estimate.interval().low()) + " to "
                                + Figures.share(estimate.interval().high()) + ")")
                        .orElse(""),
                calibration.disagreements().stream()
                        .limit(MOST)
                        .map(Difference::of)
                        .toList(),
                Math.max(0, calibration.disagreements().size() - MOST));
    }
}
