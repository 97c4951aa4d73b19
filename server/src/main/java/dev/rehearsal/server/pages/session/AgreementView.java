package dev.rehearsal.server.pages.session;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.trust.JudgeCalibration;
import java.util.Locale;

/** How far a judge agrees with persons, worded. */
record AgreementView(
        String judge,
        String labels,
        String agreement,
        String agreementInterval,
        String kappa,
        String judged,
        String corrected) {
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
                        .orElse(""));
    }
}
