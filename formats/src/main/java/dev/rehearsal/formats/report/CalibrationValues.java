package dev.rehearsal.formats.report;

import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far judges agree with persons, as values by name, snake_case. */
public final class CalibrationValues {
    private CalibrationValues() {}

    /** With the judge. */
    public static Map<String, @Nullable Object> of(Calibration calibration) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("scorer", calibration.judge().scorer());
        values.put("prompt_version", calibration.judge().promptVersion());
        values.put("model", calibration.judge().model());
        values.putAll(figures(calibration));
        return values;
    }

    /** Without it. */
    static Map<String, @Nullable Object> figures(Calibration calibration) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("labels", calibration.labels());
        values.put("agreement", calibration.agreement());
        values.put("agreement_interval", ends(calibration.agreementInterval()));
        values.put("kappa", calibration.kappa());
        values.put("kappa_interval", ends(calibration.kappaInterval()));
        values.put("created_at", calibration.createdAt().toString());
        return values;
    }

    private static @Nullable List<Double> ends(@Nullable Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }
}
