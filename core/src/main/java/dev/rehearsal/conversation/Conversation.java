package dev.rehearsal.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said so far, turn by turn. Immutable.
 *
 * @param before how many of the turns precede the simulation: they are what it goes on from, and not the doing of the agent under test
 */
public record Conversation(List<Turn> turns, int before) {
    public static final Conversation EMPTY = new Conversation(List.of());

    public Conversation {
        if (before < 0 || before > turns.size()) {
            throw new IllegalArgumentException(before + " turns cannot precede, of " + turns.size());
        }
        turns = List.copyOf(turns);
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        "turn " + (i + 1) + " has number " + turns.get(i).number());
            }
        }
    }

    /** A conversation that nothing precedes. */
    public Conversation(List<Turn> turns) {
        this(turns, 0);
    }

    /** The turns that are the simulation's own. */
    public List<Turn> own() {
        return turns.subList(before, turns.size());
    }

    /** Its first turns, so many. */
    public Conversation upTo(int turn) {
        return new Conversation(turns.subList(0, turn), Math.min(before, turn));
    }

    public Conversation with(Turn turn) {
        var more = new ArrayList<Turn>(turns.size() + 1);
        more.addAll(turns);
        more.add(turn);
        return new Conversation(more, before);
    }

    /** Every message once, in the order in which it was said. */
    public List<Message> messages() {
        var messages = new ArrayList<Message>(turns.size() * 2);
        for (Turn turn : turns) {
            messages.add(turn.user());
            messages.addAll(turn.answer().messages());
        }
        return messages;
    }

    public int size() {
        return turns.size();
    }

    public boolean isEmpty() {
        return turns.isEmpty();
    }

    public Optional<Turn> last() {
        return turns.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }
}
