package dev.rehearsal.cli.flags;

/** What flags are about; how help texts group them. */
public enum Section {
    AGENT("Agent"),
    USER("Simulated user"),
    CONVERSATIONS("Conversations"),
    SCORING("Scoring"),
    CALLS("Calls to models"),
    RUN("Run");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    String heading() {
        return "%n" + title + ":%n";
    }
}
