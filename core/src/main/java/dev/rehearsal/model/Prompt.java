package dev.rehearsal.model;

import dev.rehearsal.conversation.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A prompt with variables. It is kept in a resource file whose name has its id and version: {@code prompts/safety-1.txt}. The part before
 * the line {@code ---} is the system message; it has no variables, so that providers can cache it. The rest is the user message.
 *
 * @param id what it is for
 * @param version raised when its text changes
 */
public record Prompt(String id, int version, String system, String user) {
    private static final Map<String, Prompt> LOADED = new ConcurrentHashMap<>();

    /** Loads a prompt that comes with Rehearsal. */
    public static Prompt load(String id, int version) {
        return LOADED.computeIfAbsent(id + "-" + version, name -> read(id, version));
    }

    /** Id and version, as feedback keeps it. */
    public String label() {
        return id + "/" + version;
    }

    /**
     * The messages, with every variable replaced by its value; what looks like a variable inside of a value is left alone.
     *
     * @throws IllegalArgumentException if a variable has no value
     */
    public List<Message> messages(Map<String, String> values) {
        return List.of(Message.system(system), Message.user(filled(user, values)));
    }

    private String filled(String template, Map<String, String> values) {
        var text = new StringBuilder(template.length());
        int done = 0;
        for (int at = template.indexOf("{{"); at >= 0; at = template.indexOf("{{", at)) {
            int end = at + 2;
            while (end < template.length() && isOfName(template.charAt(end))) {
                end++;
            }
            if (end == at + 2 || !template.startsWith("}}", end)) {
                at++;
                continue;
            }
            String name = template.substring(at + 2, end);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("prompt " + label() + " has no value for '" + name + "'");
            }
            text.append(template, done, at).append(value);
            done = end + 2;
            at = done;
        }
        return text.append(template, done, template.length()).toString();
    }

    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z' || c == '_';
    }

    private static Prompt read(String id, int version) {
        String file = "/dev/rehearsal/prompts/" + id + "-" + version + ".txt";
        try (InputStream in = Prompt.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no prompt " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int cut = text.indexOf("\n---\n");
            return cut < 0
                    ? new Prompt(id, version, "", text.strip())
                    : new Prompt(
                            id,
                            version,
                            text.substring(0, cut).strip(),
                            text.substring(cut + 5).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
