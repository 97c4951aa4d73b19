package dev.rehearsal.server.pages.run;

import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.Set;
import java.util.TreeSet;

/** Which feedback of a run is yes or no, as its first sessions tell. */
final class Rates {
    private static final int LOOKED_AT = 10;

    private Rates() {}

    static Set<String> of(Store store, RunRecord run) {
        var rates = new TreeSet<String>();
        SessionQuery first = SessionQuery.newest(LOOKED_AT).withRun(run.runId()).withOrder(SessionOrder.CASE);
        for (SessionRow row : store.sessions().search(first)) {
            store.sessions().get(row.sessionId()).stream()
                    .flatMap(session -> session.assessments().stream())
                    .filter(each -> each.feedback().value() instanceof FeedbackValue.YesNo)
                    .forEach(each -> rates.add(each.feedback().name()));
        }
        return rates;
    }
}
