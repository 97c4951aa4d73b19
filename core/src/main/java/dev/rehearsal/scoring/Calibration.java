package dev.rehearsal.scoring;

import dev.rehearsal.statistics.Interval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a judge agrees with persons, as it was measured once. A later one for the same judge takes its place.
 *
 * @param labels how many of persons' labels it was compared with
 * @param agreement the share of labels that its verdicts are the same as
 * @param kappa Cohen's kappa; null where it is not defined, as both say the same of everything
 */
public record Calibration(
        JudgedBy judge,
        long labels,
        double agreement,
        @Nullable Interval agreementInterval,
        @Nullable Double kappa,
        @Nullable Interval kappaInterval,
        Instant createdAt) {}
