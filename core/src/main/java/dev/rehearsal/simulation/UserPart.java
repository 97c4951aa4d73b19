package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Turn;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversation in which the simulated user goes on by itself. While the goal check judges a turn, the next user message is
 * already being written; so a turn costs one model latency and the agent's.
 */
final class UserPart {
    private final Dialogue dialogue;
    private final Limits limits;

    /** When the part is over, beside the ends that every conversation has. */
    interface Limits {
        /** Whether it is over after so many of its turns. */
        boolean areReached(int turns);

        /** Whether an earlier process went on to something else after so many of its turns. */
        boolean wereReached(int turns);
    }

    /** How the part ended. */
    sealed interface End {
        /** Its limits were reached. */
        record Over() implements End {}

        /** The user has nothing more to say: the goal is achieved, it gave up, the conversation goes in circles or has its last turn. */
        record Natural(StopReason reason) implements End {}

        /** Something broke or ran out. */
        record Broken(StopReason reason) implements End {}
    }

    UserPart(Dialogue dialogue, Limits limits) {
        this.dialogue = dialogue;
        this.limits = limits;
    }

    End play() throws InterruptedException {
        int first = dialogue.size();
        boolean saidGoodbye = false;
        while (true) {
            int turns = dialogue.size() - first;
            Step step = turns == 0 ? begin() : after(turns);
            if (step.end() != null) {
                return step.end();
            }
            UserReply reply = step.replyOrThrow();
            if (reply.intent() == UserReply.Intent.GIVES_UP) {
                return new End.Natural(new StopReason.UserGaveUp(
                        reply.text().isBlank()
                                ? "the simulated user left"
                                : "the simulated user left with: " + reply.text()));
            }
            boolean satisfied = reply.intent() == UserReply.Intent.SATISFIED;
            if (satisfied && saidGoodbye) {
                return new End.Natural(
                        new StopReason.Stalled("the simulated user says it is satisfied, the goal check disagrees: "
                                + dialogue.lastRationale()));
            }
            saidGoodbye = satisfied;
            if (reply.text().isBlank()) {
                return new End.Broken(new StopReason.UserFailed("the simulated user said nothing"));
            }
            StopReason stop = dialogue.say(reply.text());
            if (stop != null) {
                return new End.Broken(stop);
            }
        }
    }

    /** What follows: the end, or the next message. */
    private record Step(@Nullable End end, @Nullable UserReply reply) {
        UserReply replyOrThrow() {
            if (reply == null) {
                throw new IllegalStateException("a step without an end has a next message");
            }
            return reply;
        }
    }

    private Step step(NextMessage next) {
        if (dialogue.isStopping()) {
            return new Step(new End.Broken(new StopReason.Cancelled("the run was stopped")), null);
        }
        return switch (next) {
            case NextMessage.Failed(var reason) -> new Step(new End.Broken(reason), null);
            case NextMessage.Said(var reply) -> new Step(null, reply);
        };
    }

    private Step begin() throws InterruptedException {
        if (dialogue.keptMessage().isPresent()) {
            return limits.wereReached(0)
                    ? new Step(new End.Over(), null)
                    : new Step(null, UserReply.of(dialogue.keptMessage().get()));
        }
        if (dialogue.isAtItsEnd()) {
            return new Step(new End.Natural(new StopReason.MaxTurns("")), null);
        }
        return step(dialogue.write(dialogue.size() + 1, dialogue.calls()));
    }

    private Step after(int turns) throws InterruptedException {
        Turn turn = dialogue.last();
        if (limits.areReached(turns)) {
            return new Step(new End.Over(), null);
        }
        if (dialogue.keptMessage().isPresent()) {
            GoalVerdict verdict = dialogue.verdicts().get(turn.number());
            if (verdict != null && verdict.achieved()) {
                return new Step(new End.Natural(new StopReason.GoalAchieved(verdict.rationale())), null);
            }
            return limits.wereReached(turns)
                    ? new Step(new End.Over(), null)
                    : new Step(null, UserReply.of(dialogue.keptMessage().get()));
        }
        return judge(turn);
    }

    private Step judge(Turn turn) throws InterruptedException {
        boolean last = dialogue.isAtItsEnd();
        SpareMessage spare = last || !dialogue.settings().spareMessages() || dialogue.isStopping()
                ? null
                : SpareMessage.start(
                        dialogue.settings().threads(),
                        dialogue.calls(),
                        scope -> dialogue.write(turn.number() + 1, scope));
        boolean used = false;
        try {
            GoalVerdict verdict = dialogue.checkGoal();
            if (verdict != null && verdict.achieved()) {
                return new Step(new End.Natural(new StopReason.GoalAchieved(verdict.rationale())), null);
            }
            if (last) {
                return new Step(new End.Natural(new StopReason.MaxTurns(dialogue.lastRationale())), null);
            }
            var loop = Loops.find(dialogue.conversation());
            if (loop.isPresent()) {
                return new Step(new End.Natural(new StopReason.Stalled(loop.get())), null);
            }
            if (spare == null) {
                return step(dialogue.write(turn.number() + 1, dialogue.calls()));
            }
            used = true;
            return step(spare.take(dialogue.teller()::made));
        } finally {
            if (spare != null && !used) {
                spare.discard(dialogue.teller()::made);
            }
        }
    }
}
