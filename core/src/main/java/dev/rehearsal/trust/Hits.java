package dev.rehearsal.trust;

import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Rate;
import java.util.Optional;

/** So many of so many. */
public record Hits(int hits, int of) {
    /** The share; empty of none. */
    public Optional<Double> share() {
        return of == 0 ? Optional.empty() : Optional.of((double) hits / of);
    }

    /** Where the true share lies with 95 % confidence (Wilson); empty of none. */
    public Optional<Interval> interval() {
        return of == 0 ? Optional.empty() : Optional.of(new Rate(hits, of).interval());
    }
}
