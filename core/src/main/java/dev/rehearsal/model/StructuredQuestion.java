package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Asks for a reply that follows a schema, in the strictest form that the model's server knows. */
final class StructuredQuestion {
    private static final int MOST_TIMES = 8;

    private final ModelClient client;
    private final AtomicReference<ReplySchema.Form> form;

    StructuredQuestion(ModelClient client, AtomicReference<ReplySchema.Form> form) {
        this.client = client;
        this.form = form;
    }

    StructuredReply ask(ModelRequest request, CallScope scope) {
        ReplySchema schema = request.schema();
        if (schema == null) {
            throw new IllegalArgumentException("a structured question needs a schema");
        }
        var usage = Usage.NONE;
        List<Message> messages = request.messages();
        String fault = "";
        int firstRepeat = request.call().repeat() * MOST_TIMES;
        for (int time = 0; time < MOST_TIMES; ) {
            ReplySchema.Form asked = form.get();
            ModelReply reply;
            try {
                reply = client.generate(
                        request.withMessages(inForm(messages, schema, asked))
                                .withSchema(schema.withForm(asked))
                                .withCall(request.call().withRepeat(firstRepeat + time)),
                        scope);
            } catch (ModelException.SchemaUnsupported e) {
                if (!downgrade(asked)) {
                    throw e;
                }
                continue;
            }
            usage = usage.plus(reply.usage());
            try {
                Attributes fields = ReplyForm.of(schema).read(reply.text());
                return new StructuredReply(fields, usage);
            } catch (IllegalArgumentException e) {
                fault = String.valueOf(e.getMessage());
                messages = withFault(request.messages(), reply.text(), fault);
                time++;
            }
        }
        throw new ModelException.Malformed(
                client.name() + " gave no usable reply in " + MOST_TIMES + " tries: " + fault);
    }

    /** @return false if there is nothing weaker to ask for */
    private boolean downgrade(ReplySchema.Form rejected) {
        return switch (rejected) {
            case SCHEMA -> {
                form.compareAndSet(rejected, ReplySchema.Form.OBJECT);
                yield true;
            }
            case OBJECT -> {
                form.compareAndSet(rejected, ReplySchema.Form.NONE);
                yield true;
            }
            case NONE -> false;
        };
    }

    private static List<Message> inForm(List<Message> messages, ReplySchema schema, ReplySchema.Form form) {
        if (form == ReplySchema.Form.SCHEMA) {
            return messages;
        }
        var more = new ArrayList<>(messages);
        Message last = more.removeLast();
        more.add(new Message(last.role(), last.text() + schema.inWords(), last.toolCalls()));
        return more;
    }

    private static List<Message> withFault(List<Message> messages, String reply, String fault) {
        var more = new ArrayList<>(messages);
        if (!reply.isBlank()) {
            more.add(new Message(Role.ASSISTANT, reply.substring(0, Math.min(reply.length(), 2000)), List.of()));
        }
        more.add(Message.user("That reply cannot be used: " + fault + ". Reply again, with the JSON object only."));
        return more;
    }
}
