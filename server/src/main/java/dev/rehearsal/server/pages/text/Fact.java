package dev.rehearsal.server.pages.text;

import dev.rehearsal.conversation.Attributes;
import java.util.ArrayList;
import java.util.List;

/** A name and what is to be said under it. */
public record Fact(String name, String text) {
    /** One for each attribute: texts as they are, everything else as JSON. */
    public static List<Fact> of(Attributes attributes) {
        var facts = new ArrayList<Fact>();
        for (String name : attributes.names()) {
            Object value = attributes.get(name).orElse(null);
            facts.add(new Fact(name, value instanceof String text ? text : json(attributes, name)));
        }
        return facts;
    }

    /** The JSON of one value: that of an object which has it alone, without the object. */
    private static String json(Attributes attributes, String name) {
        String object = Attributes.of("v", attributes.get(name).orElse(null)).toJson();
        return object.substring("{\"v\":".length(), object.length() - 1);
    }
}
