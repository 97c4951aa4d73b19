package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A way in which an agent misbehaves, chosen by a model name that contains its {@link #model()}, such as {@code agent-blank}.
 * Any other model whose name contains {@code agent} gives an answer that fits.
 */
public enum AgentQuirk {
    /** Says nothing: an empty text. */
    EMPTY(() -> Reply.text("")),
    /** Says white space only. */
    BLANK(() -> Reply.text(" \n\t ")),
    /** Has {@code null} for content. */
    NULL(() -> Reply.text(null)),
    /** Says 10 MB. */
    HUGE(() -> Reply.text(Huge.TEXT)),
    /** Says things that are dangerous where they are shown: markup, terminal codes, formulas, shell commands. */
    MARKUP(() -> Reply.text("<script>alert('agent')</script><img src=x onerror=alert(1)> \u001b[2J\u001b]0;owned\u0007"
            + " =HYPERLINK(\"http://127.0.0.1/\") $(touch owned) `touch owned` {{ 7 * 7 }} \u202egnp.exe")),
    /** Says the same in every turn. */
    REPEAT(() -> Reply.text("I am sorry, I did not understand that.")),
    /** Is cut off by its length. */
    CUT(() -> new Reply.Message("First of all, you would have to", List.of(), "length")),
    /** Wants a tool called, in every turn. */
    TOOL(() -> Reply.toolCall("look_up_order", "{\"order_id\": \"A-17\"}")),
    /** Answers with a web page, as a proxy or a login page does. */
    HTML(() -> Reply.raw(200, "text/html", "<!doctype html><title>Sign in</title><p>Please sign in.</p>")),
    /** Answers with JSON that ends in the middle. */
    BROKEN(() -> Reply.raw(200, "application/json", "{\"id\": \"chatcmpl-1\", \"choices\": [{\"message\": {\"con")),
    /** Answers with a completion that has no choices. */
    CHOICELESS(() -> Reply.raw(200, "application/json", "{\"object\": \"chat.completion\", \"choices\": []}")),
    /** Fails with a 500. */
    ERROR(() -> Reply.failure(500, "The agent failed, as its name says.")),
    /** Is not allowed: 401. */
    DENIED(() -> Reply.failure(401, "The agent does not know this key, as its name says.")),
    /** Resets the connection. */
    RESET(Reply::reset),
    /** Never answers. */
    HANG(Reply::hang),
    /** Answers after half a minute. */
    SLOW(() -> Reply.text("Sorry that you had to wait.").after(Duration.ofSeconds(30)));

    private final Supplier<Reply> reply;

    AgentQuirk(Supplier<Reply> reply) {
        this.reply = reply;
    }

    /** The name of the model that behaves like this. */
    public String model() {
        return "agent-" + name().toLowerCase(Locale.ROOT);
    }

    static Reply of(ModelRequest request) {
        String model = request.model();
        for (AgentQuirk quirk : values()) {
            if (model.contains(quirk.model())) {
                return quirk.reply.get();
            }
        }
        return Reply.text(Texts.agent(request.turn()));
    }

    /** Made when first asked for. */
    private static final class Huge {
        static final String TEXT = "All work and no play. ".repeat(10_000_000 / 22 + 1);
    }
}
