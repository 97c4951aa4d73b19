package dev.rehearsal.generation;

import dev.rehearsal.evaluation.SideBySide;
import dev.rehearsal.generation.GeneratedCases.Failure;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.Spend;
import dev.rehearsal.simulation.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Asks about many things side by side; what fails is a failure of that thing, and the others go on. */
final class Questioning {
    private final int sideBySide;
    private final Ledger ledger;
    private final Cancellation cancellation;
    private final GenerationListener listener;
    private final List<Failure> failures = new ArrayList<>();
    private Spend spend = Spend.NONE;
    private int done;
    private int notAsked;

    Questioning(int sideBySide, Ledger ledger, Cancellation cancellation, GenerationListener listener) {
        this.sideBySide = sideBySide;
        this.ledger = ledger;
        this.cancellation = cancellation;
        this.listener = listener;
    }

    /** Something that is asked about. */
    record Item<T>(String source, T thing) {}

    /** What is asked. */
    @FunctionalInterface
    interface Question<T, R> {
        /** @throws IllegalArgumentException if what came cannot be used; the message says why */
        R ask(T thing, CallScope scope);
    }

    /** The answers, in the order of the items; those that failed are left out. */
    <T, R> List<R> each(List<Item<T>> items, Question<T, R> question) {
        Map<Integer, R> answers = new TreeMap<>();
        Map<Integer, Failure> failed = new TreeMap<>();
        var begun = new boolean[items.size()];
        new SideBySide(sideBySide, cancellation)
                .each(IntStream.range(0, items.size()).iterator(), () -> !cancellation.isRequested(), place -> {
                    begun[place] = true;
                    one(items, place, question, answers, failed);
                });
        synchronized (this) {
            failures.addAll(failed.values());
            for (boolean each : begun) {
                notAsked += each ? 0 : 1;
            }
        }
        return List.copyOf(answers.values());
    }

    private <T, R> void one(
            List<Item<T>> items,
            int place,
            Question<T, R> question,
            Map<Integer, R> answers,
            Map<Integer, Failure> failed) {
        Item<T> item = items.get(place);
        CallScope scope = CallScope.of(item.source(), 1, ledger, this::made);
        try {
            R answer = question.ask(item.thing(), scope);
            synchronized (this) {
                answers.put(place, answer);
            }
        } catch (ModelException.Cancelled e) {
            synchronized (this) {
                notAsked++;
            }
            return;
        } catch (RuntimeException e) {
            synchronized (this) {
                failed.put(place, new Failure(item.source(), String.valueOf(e.getMessage())));
            }
        }
        synchronized (this) {
            listener.on(++done, items.size(), spend);
        }
    }

    private synchronized void made(ModelCall call) {
        spend = spend.plus(call);
    }

    synchronized void fail(String source, String why) {
        failures.add(new Failure(source, why));
    }

    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    synchronized Spend spend() {
        return spend;
    }

    synchronized int notAsked() {
        return notAsked;
    }
}
