package dev.rehearsal.trust;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
                Set<Integer> said = new HashSet<>();
                List<Assessment> current = session.currentFeedback();
                current.stream()
                        .filter(each -> each.source().kind() == Source.Kind.HUMAN
                                && each.name().equals(scorer))
                        .forEach(each -> said.add(each.turn()));
                for (Assessment each : current) {
                    boolean judged = each.source().kind() == Source.Kind.LLM_JUDGE
                            && each.name().equals(scorer)
                            && runId.value().equals(each.runId())
                            && !each.feedback().failed();
                    if (judged && said.contains(each.turn())) {
                        labelled++;
                    } else if (judged) {
                        waiting.add(new Item(session, each.turn(), each));
                    }
                }
                if (waiting.size() > 4 * limit) {
                    keepFirst(waiting, limit);
                }
            }
        }
        keepFirst(waiting, limit);
        return new ReviewQueue(scorer, waiting, labelled);
    }

    private static void keepFirst(List<Item> waiting, int limit) {
        waiting.sort(Comparator.<Item>comparingLong(item -> place(item))
                .thenComparing(item -> item.verdict().id()));
        if (waiting.size() > limit) {
            waiting.subList(limit, waiting.size()).clear();
        }
    }

    private static long place(Item item) {
        var sum = new CRC32();
        sum.update((item.session().row().sessionId() + "/" + item.turn()).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
