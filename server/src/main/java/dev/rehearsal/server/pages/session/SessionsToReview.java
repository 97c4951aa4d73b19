package dev.rehearsal.server.pages.session;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.ReviewQueue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a person is to say of a run's sessions: the same that a scorer said, without knowing what that was. Which sessions come first and
 * what of them waits is {@link ReviewQueue}'s rule; here the turns of a session come together, as its reader has it before them, and
 * only the sessions that are shown are read.
 */
final class SessionsToReview {
    private static final int MOST = 100;

    private final Store store;
    private final RunId run;
    private final String scorer;
    private final List<SessionRow> sample;

    /** A place that a label is wanted for: a session, or one of its turns; {@code turn} is 0 for the session. */
    record Place(SessionRecord session, int turn, int position) {}

    SessionsToReview(Store store, RunId run, String scorer) {
        this.store = store;
        this.run = run;
        this.scorer = scorer;
        this.sample = store.sessions().search(SessionQuery.ofRun(run).withInterrupted(false)).stream()
                .filter(row -> row.stopReason() != null && row.scores().containsKey(scorer))
                .sorted(Comparator.comparing(SessionRow::sessionId, ReviewQueue.order()))
                .limit(MOST)
                .toList();
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
                Optional<Integer> turn = ReviewQueue.waiting(session.get(), run, scorer).stream()
                        .filter(each -> each > after)
                        .findFirst();
                if (turn.isPresent()) {
                    return Optional.of(new Place(session.get(), turn.get(), position));
                }
            }
        }
        return Optional.empty();
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
