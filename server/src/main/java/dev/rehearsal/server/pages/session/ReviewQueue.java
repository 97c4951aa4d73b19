package dev.rehearsal.server.pages.session;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a person is to say of a run's sessions: the same that a scorer said, without knowing what that was. Of large runs it is a sample,
 * spread evenly, and the same each time.
 */
final class ReviewQueue {
    private static final int MOST = 100;

    private final Store store;
    private final String run;
    private final String scorer;
    private final List<SessionRow> sample;

    /** A place that a label is wanted for: a session, or one of its turns; {@code turn} is 0 for the session. */
    record Place(SessionRecord session, int turn, int position) {}

    ReviewQueue(Store store, RunId run, String scorer) {
        this.store = store;
        this.run = run.value();
        this.scorer = scorer;
        List<SessionRow> rows = store.sessions().search(SessionQuery.ofRun(run).withInterrupted(false)).stream()
                .filter(row -> row.stopReason() != null && row.scores().containsKey(scorer))
                .toList();
        var spread = new ArrayList<SessionRow>();
        int count = Math.min(MOST, rows.size());
        for (int i = 0; i < count; i++) {
            spread.add(rows.get((int) ((long) i * rows.size() / count)));
        }
        this.sample = List.copyOf(spread);
    }

    int size() {
        return sample.size();
    }

    /** The next place without a person's word, from that session of the sample on; of a session, after that turn. */
    Optional<Place> next(int from, int afterTurn) {
        for (int position = from; position < sample.size(); position++) {
            Optional<SessionRecord> session =
                    store.sessions().get(sample.get(position).sessionId());
            int after = position == from ? afterTurn : -1;
            if (session.isPresent()) {
                Optional<Integer> turn = open(session.get()).stream()
                        .filter(each -> each > after)
                        .findFirst();
                if (turn.isPresent()) {
                    return Optional.of(new Place(session.get(), turn.get(), position));
                }
            }
        }
        return Optional.empty();
    }

    private List<Integer> open(SessionRecord session) {
        var judged = new TreeSet<Integer>();
        for (Assessment assessment : session.currentFeedback()) {
            if (assessment.feedback().name().equals(scorer)
                    && run.equals(assessment.runId())
                    && assessment.feedback().value() != null) {
                judged.add(assessment.turn());
            }
        }
        for (Assessment assessment : session.currentFeedback()) {
            if (assessment.feedback().name().equals(scorer)
                    && assessment.feedback().source().kind() == Source.Kind.HUMAN) {
                judged.remove(assessment.turn());
            }
        }
        return List.copyOf(judged);
    }

    /** The verdicts that there are to choose from, as far as the judge gave them; none where they are numbers or text. */
    List<String> choices() {
        var categories = new TreeSet<String>();
        for (SessionRow row : sample.subList(0, Math.min(sample.size(), 30))) {
            Optional<SessionRecord> session = store.sessions().get(row.sessionId());
            for (Assessment assessment : session.map(SessionRecord::assessments).orElse(List.of())) {
                if (!assessment.feedback().name().equals(scorer)) {
                    continue;
                }
                switch (assessment.feedback().value()) {
                    case null -> {}
                    case FeedbackValue.YesNo yesNo -> {
                        return List.of("yes", "no");
                    }
                    case FeedbackValue.Category(String category) -> categories.add(category);
                    case FeedbackValue.Numeric number -> {}
                    case FeedbackValue.Text text -> {}
                }
            }
        }
        return List.copyOf(categories);
    }
}
