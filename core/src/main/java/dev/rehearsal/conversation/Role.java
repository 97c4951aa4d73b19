package dev.rehearsal.conversation;

import java.util.Locale;

/** Who a message is from. */
public enum Role {
    SYSTEM,
    USER,
    ASSISTANT;

    /** The role's name on the wire: {@code system}, {@code user} or {@code assistant}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
