package dev.rehearsal.server.pages.run;

import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which feedback of a run is yes or no, as its first sessions tell. */
final class Rates {
    private static final int LOOKED_AT = 10;

    private Rates() {}

    static Set<String> of(Store store, RunRecord run) {
        var rates = new TreeSet<String>();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(run.runId())) {
            sessions.limit(LOOKED_AT)
                    .flatMap(session -> session.assessments().stream())
                    .filter(each -> each.feedback().value() instanceof FeedbackValue.YesNo)
                    .forEach(each -> rates.add(each.feedback().name()));
        }
        return rates;
    }
}
