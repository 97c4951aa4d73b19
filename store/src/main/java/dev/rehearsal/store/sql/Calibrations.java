package dev.rehearsal.store.sql;

import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.RunId;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which judges gave verdicts, and how far they agree with persons. */
final class Calibrations {
    private static final double CONFIDENCE = 0.95;
    private static final String INSERT = """
            INSERT INTO calibration (scorer, prompt_version, model, labels, agreement, agreement_low, agreement_high, kappa,
                kappa_low, kappa_high, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT = """
            SELECT scorer, prompt_version, model, labels, agreement, agreement_low, agreement_high, kappa, kappa_low,
                kappa_high, created_at
            FROM calibration ORDER BY key DESC""";
    private static final String JUDGES = """
            SELECT scorer, prompt_version, model FROM run_judge WHERE run_id = ?
            ORDER BY scorer, prompt_version, model""";

    private Calibrations() {}

    static void add(Database database, Calibration calibration) throws SQLException {
        Interval agreement = calibration.agreementInterval();
        Interval kappa = calibration.kappaInterval();
        JudgedBy judge = calibration.judge();
        database.update(
                INSERT,
                Cells.of(judge.scorer()),
                Cells.of(judge.promptVersion()),
                Cells.of(judge.model()),
                calibration.labels(),
                calibration.agreement(),
                agreement == null ? null : agreement.low(),
                agreement == null ? null : agreement.high(),
                calibration.kappa(),
                kappa == null ? null : kappa.low(),
                kappa == null ? null : kappa.high(),
                Cells.of(calibration.createdAt()));
    }

    /** The newest of each judge, the newest first. */
    static List<Calibration> newest(Database database) throws SQLException {
        var byJudge = new LinkedHashMap<JudgedBy, Calibration>();
        for (Calibration each : database.list(SELECT, Calibrations::read)) {
            byJudge.putIfAbsent(each.judge(), each);
        }
        return List.copyOf(byJudge.values());
    }

    static List<JudgedBy> judges(Database database, RunId runId) throws SQLException {
        return database.list(
                JUDGES, row -> new JudgedBy(row.text(1), row.text(2), row.text(3)), Cells.of(runId.value()));
    }

    private static Calibration read(Row row) throws SQLException {
        return new Calibration(
                new JudgedBy(row.text(1), row.text(2), row.text(3)),
                row.number(4),
                row.fraction(5),
                interval(row, 6),
                row.isNull(8) ? null : row.fraction(8),
                interval(row, 9),
                Cells.instant(row.number(11)));
    }

    private static @Nullable Interval interval(Row row, int low) throws SQLException {
        return row.isNull(low) ? null : new Interval(row.fraction(low), row.fraction(low + 1), CONFIDENCE);
    }
}
