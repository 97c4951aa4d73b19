package dev.rehearsal.trust;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.util.List;

/** Two good conversations. */
final class Transcripts {
    private Transcripts() {}

    static final GoodTranscript PARCEL = new GoodTranscript(
            "parcel",
            new Conversation(List.of(
                    Turn.of(
                            1,
                            "Where is my order 1002?",
                            Answer.of(
                                    "Order 1002 was sent on 2026-03-04 and arrives on Friday.",
                                    List.of(ToolCall.of("a", "find_order", "{\"id\":1002}")
                                            .withResult("sent 2026-03-04")))),
                    Turn.of(2, "Can I still change the address?", Answer.of("I am sorry, it is on its way already.")),
                    Turn.of(3, "When was order 1002 sent again?", Answer.of("It was sent on 2026-03-04.")))));

    static final GoodTranscript REFUND = new GoodTranscript(
            "refund",
            new Conversation(List.of(
                    Turn.of(
                            1,
                            "Can I give the kettle back?",
                            Answer.of("Yes, within 30 days. Shall I make the refund?")),
                    Turn.of(
                            2,
                            "Yes please, do that.",
                            Answer.of(
                                    "The refund of 24.90 is on its way to your card.",
                                    List.of(ToolCall.of("b", "refund", "{\"amount\":24.90}")
                                            .withResult("done")))))));

    static final GoodTranscript SHORT =
            new GoodTranscript("short", new Conversation(List.of(Turn.of(1, "Hi", Answer.of("Hello!")))));
}
