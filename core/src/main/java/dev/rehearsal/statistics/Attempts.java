package dev.rehearsal.statistics;

/**
 * How often a case was tried and how often it passed.
 *
 * @param passed of all trials
 * @param of how many trials there were
 */
public record Attempts(int passed, int of) {
    public Attempts {
        if (of < 1 || passed < 0 || passed > of) {
            throw new IllegalArgumentException("0 to n of n trials pass, n at least 1; found " + passed + " of " + of);
        }
    }

    /** How likely {@code k} trials all pass: pass^k, without bias (Yao et al. 2024, tau-bench). */
    public double all(int k) {
        return chosen(passed, k);
    }

    /** How likely one of {@code k} trials passes at least: pass@k, without bias (Chen et al. 2021, Codex). */
    public double any(int k) {
        return 1 - chosen(of - passed, k);
    }

    /** How likely all of {@code k} that are drawn from the trials, without putting back, are among {@code some} of them. */
    private double chosen(int some, int k) {
        if (k < 1 || k > of) {
            throw new IllegalArgumentException("k is 1 to the number of trials (" + of + "), found " + k);
        }
        double likely = 1;
        for (int i = 0; i < k; i++) {
            likely *= Math.max(0, some - i) / (double) (of - i);
        }
        return likely;
    }
}
