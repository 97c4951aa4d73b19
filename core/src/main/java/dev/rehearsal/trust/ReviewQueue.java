package dev.rehearsal.trust;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a judge said in a run, for persons to say it themselves: in an order that has nothing to do with what the sessions are about, so
 * that those that were labelled are a sample of all whenever somebody stops. The order is the same each time.
 *
 * @param scorer what is judged
 * @param items what nobody has labelled yet
 * @param labelled how many have a person's label
 */
public record ReviewQueue(String scorer, List<Item> items, long labelled) {
    public ReviewQueue {
        items = List.copyOf(items);
    }

    /**
     * A verdict that waits for a label.
     *
     * @param turn the turn it is about; 0 for the whole session
     * @param verdict the judge's
     */
    public record Item(SessionRecord session, int turn, Assessment verdict) {}

    /** The first of those that are not labelled, up to {@code limit}. */
    public static ReviewQueue of(Store store, RunId runId, String scorer, int limit) {
        var waiting = new ArrayList<Item>();
        long labelled = 0;
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            for (SessionRecord session : (Iterable<SessionRecord>) sessions::iterator) {
                List<Assessment> judged = judged(session, runId, scorer);
                List<Assessment> open = withoutLabel(session, judged, scorer);
                labelled += judged.size() - open.size();
                open.forEach(each -> waiting.add(new Item(session, each.turn(), each)));
                if (waiting.size() > 4 * limit) {
                    keepFirst(waiting, limit);
                }
            }
        }
        keepFirst(waiting, limit);
        return new ReviewQueue(scorer, waiting, labelled);
    }

    /** The turns of a session that wait for a label, 0 for the session itself: the judge of the run had a verdict of them, and no person has. */
    public static List<Integer> waiting(SessionRecord session, RunId runId, String scorer) {
        return withoutLabel(session, judged(session, runId, scorer), scorer).stream()
                .map(Assessment::turn)
                .sorted()
                .toList();
    }

    /** Where a session stands among those that are to be labelled. */
    public static Comparator<SessionId> order() {
        return Comparator.<SessionId>comparingLong(session -> place(session, 0)).thenComparing(SessionId::value);
    }

    private static List<Assessment> judged(SessionRecord session, RunId runId, String scorer) {
        return session.currentFeedback().stream()
                .filter(each -> each.source().kind() == Source.Kind.LLM_JUDGE
                        && each.name().equals(scorer)
                        && runId.value().equals(each.runId())
                        && !each.feedback().failed())
                .toList();
    }

    private static List<Assessment> withoutLabel(SessionRecord session, List<Assessment> judged, String scorer) {
        Set<Integer> said = session.currentFeedback().stream()
                .filter(each ->
                        each.source().kind() == Source.Kind.HUMAN && each.name().equals(scorer))
                .map(Assessment::turn)
                .collect(Collectors.toSet());
        return judged.stream().filter(each -> !said.contains(each.turn())).toList();
    }

    private static void keepFirst(List<Item> waiting, int limit) {
        waiting.sort(Comparator.<Item>comparingLong(
                        item -> place(item.session().row().sessionId(), item.turn()))
                .thenComparing(item -> item.verdict().id()));
        if (waiting.size() > limit) {
            waiting.subList(limit, waiting.size()).clear();
        }
    }

    private static long place(SessionId session, int turn) {
        var sum = new CRC32();
        sum.update((session + "/" + turn).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
