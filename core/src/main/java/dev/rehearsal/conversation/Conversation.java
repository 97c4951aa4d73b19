package dev.rehearsal.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said so far, turn by turn. Immutable. */
public record Conversation(List<Turn> turns) {
    public static final Conversation EMPTY = new Conversation(List.of());

    public Conversation {
        turns = List.copyOf(turns);
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        "turn " + (i + 1) + " has number " + turns.get(i).number());
            }
        }
    }

    public Conversation with(Turn turn) {
        var more = new ArrayList<Turn>(turns.size() + 1);
        more.addAll(turns);
        more.add(turn);
        return new Conversation(more);
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
