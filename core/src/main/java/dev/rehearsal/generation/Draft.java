package dev.rehearsal.generation;

import dev.rehearsal.conversation.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a model wrote of a test case.
 *
 * @param persona empty where it is not known, or is that of an assistant
 * @param guidelines how the simulated user has to behave
 * @param facts what a good answer has to say
 * @param achieved whether the conversation that it was made of reached the goal
 */
record Draft(String goal, String persona, List<String> guidelines, List<String> facts, boolean achieved) {
    Draft {
        // weak models describe themselves
        persona = persona.toLowerCase(Locale.ROOT).contains("assistant") ? "" : persona;
        guidelines = List.copyOf(guidelines);
        facts = List.copyOf(facts);
    }

    /** From a conversation: what was held back, expected without being said, and in which order and pace, are guidelines. */
    static Draft distilled(Attributes fields) {
        var guidelines = new ArrayList<>(texts(fields, "held_back"));
        texts(fields, "unsaid").forEach(each -> guidelines.add("You expect, without saying so: " + each));
        String pace = text(fields, "pace");
        if (!pace.isEmpty()) {
            guidelines.add(pace);
        }
        return new Draft(
                text(fields, "goal"),
                text(fields, "persona"),
                guidelines,
                texts(fields, "facts"),
                fields.get("achieved").orElse(false).equals(true));
    }

    /** From anything else. */
    static Draft written(Attributes fields) {
        return new Draft(
                text(fields, "goal"),
                text(fields, "persona"),
                texts(fields, "guidelines"),
                texts(fields, "facts"),
                true);
    }

    static String text(Attributes fields, String name) {
        return fields.text(name).orElse("").strip();
    }

    static List<String> texts(Attributes fields, String name) {
        return fields.get(name).orElse(List.of()) instanceof List<?> list
                ? list.stream()
                        .map(each -> String.valueOf(each).strip())
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList()
                : List.of();
    }
}
