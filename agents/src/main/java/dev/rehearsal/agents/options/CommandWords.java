package dev.rehearsal.agents.options;

import java.util.ArrayList;
import java.util.List;

/** Splits a command into words, without a shell: blanks separate, quotes of both kinds hold together, nothing is expanded. */
public final class CommandWords {
    private CommandWords() {}

    /** @throws IllegalArgumentException if a quote is not closed */
    public static List<String> split(String command) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (begun) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
