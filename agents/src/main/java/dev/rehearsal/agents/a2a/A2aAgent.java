package dev.rehearsal.agents.a2a;

import dev.rehearsal.agents.http.FirstWord;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An agent that is asked by A2A. It gets the newest message; it keeps the rest itself, by the context that it names in its first reply.
 */
final class A2aAgent implements Agent {
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final String name;
    private final CardReader card;
    private final Wire wire;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable Interface found;
    private final Map<SessionId, Talk> talks = new ConcurrentHashMap<>();

    A2aAgent(String name, CardReader card, Wire wire) {
        this.name = name;
        this.card = card;
        this.wire = wire;
    }

    @Override
    public Answer answer(AgentRequest request) throws InterruptedException {
        Interface at = at();
        Talk talk = talks.computeIfAbsent(request.sessionId(), id -> new Talk());
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("session_id", request.sessionId().value());
        metadata.put("context", request.context().asMap());
        Map<String, Object> params =
                at.message(UUID.randomUUID().toString(), request.lastMessage(), talk.context(), talk.task(), metadata);
        var updates = new Updates(new FirstWord(at.streams() ? request.steps() : step -> {}));
        List<String> texts = talk.take(finished(at, params, updates));
        var messages = new ArrayList<Message>();
        texts.forEach(text -> messages.add(Message.assistant(text)));
        return new Answer(messages, dev.rehearsal.conversation.Usage.NONE);
    }

    private Interface at() throws InterruptedException {
        reading.lockInterruptibly();
        try {
            if (found == null) {
                found = card.read();
            }
            return found;
        } finally {
            reading.unlock();
        }
    }

    /** The message, or the task once it waits for the user or has ended. */
    private Reply finished(Interface at, Map<String, ?> params, Updates updates) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        try {
            if (at.streams()) {
                wire.stream(at, at.stream(), params, updates);
            } else {
                updates.accept(wire.call(at, at.send(), params));
            }
            while (updates.reply().isWorking()) {
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
                updates.accept(
                        wire.call(at, at.getTask(), Map.of("id", updates.reply().taskId())));
            }
        } catch (InterruptedException e) {
            cancel(at, updates.reply().taskId());
            throw e;
        }
        return updates.reply();
    }

    /** Nobody waits for it any more. */
    private void cancel(Interface at, String task) {
        if (task.isEmpty()) {
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                wire.call(at, at.cancelTask(), Map.of("id", task));
            } catch (AgentException | InterruptedException e) {
                // it goes on then; whoever waited has been told of the timeout
            }
        });
    }

    @Override
    public void end(AgentSession session) {
        talks.remove(session.sessionId());
    }

    @Override
    public History history() {
        return History.LAST;
    }

    @Override
    public String name() {
        return name;
    }
}
