package dev.rehearsal.model;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one call may take, reserved in a ledger while an attempt is under way. */
final class Reservation {
    /** How many tokens a reply is taken to have where no maximum is set. */
    static final int USUAL_REPLY = 1024;

    private static final int CHARACTERS_PER_TOKEN = 3;

    private final @Nullable Ledger ledger;
    private final @Nullable Price price;
    private final long input;
    private final long output;
    private boolean open;

    Reservation(@Nullable Ledger ledger, @Nullable Price price, ModelRequest request) {
        this.ledger = ledger;
        this.price = price;
        this.input = inputTokens(request);
        Integer most = request.parameters().maxTokens();
        this.output = most == null ? USUAL_REPLY : most;
    }

    /** On the high side: three characters a token. */
    static long inputTokens(ModelRequest request) {
        long characters = 0;
        for (Message message : request.messages()) {
            characters += message.text().length() + 12L;
        }
        ReplySchema schema = request.schema();
        return (characters + (schema == null ? 0 : schema.json().length())) / CHARACTERS_PER_TOKEN + 1;
    }

    long tokens() {
        return input + output;
    }

    private BigDecimal usd() {
        return price == null ? BigDecimal.ZERO : price.of(Usage.of(input, output));
    }

    /** @throws ModelException.BudgetSpent if it does not fit */
    void reserve() {
        if (ledger != null) {
            ledger.reserve(tokens(), usd());
            open = true;
        }
    }

    void settle(Usage usage) {
        if (ledger != null && open) {
            open = false;
            ledger.settle(tokens(), usd(), usage.totalTokens(), price == null ? BigDecimal.ZERO : price.of(usage));
        }
    }

    /** Gives back what was reserved for an attempt that brought nothing. */
    void release() {
        settle(Usage.NONE);
    }
}
