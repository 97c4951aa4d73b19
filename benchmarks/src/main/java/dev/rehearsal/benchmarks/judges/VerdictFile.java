package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Verdicts, a JSON object on each line, written as they come: what is there is not asked again. */
final class VerdictFile {
    private final Path file;
    private final List<Attributes> lines = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    VerdictFile(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith("}")) {
                    add(Attributes.parse(line));
                }
            }
        }
    }

    private void add(Attributes line) {
        lines.add(line);
        known.add(key(
                line.text("part").orElse(""),
                line.text("item").orElse(""),
                line.text("way").orElse("")));
    }

    boolean has(KnownVerdict question, String way) {
        return known.contains(key(question.part(), question.item(), way));
    }

    void keep(KnownVerdict question, String way, KnownVerdict.Reply reply, double seconds) throws IOException {
        Attributes line = Attributes.of("part", question.part())
                .with("item", question.item())
                .with("way", way)
                .with("prompt", reply.promptVersion())
                .with("tuning", question.tuning())
                .with("expected", question.expected())
                .with("answer", reply.answer())
                .with("detail", reply.detail())
                .with("seconds", seconds);
        add(line);
        Files.writeString(file, line.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    List<Attributes> lines() {
        return List.copyOf(lines);
    }

    private static String key(String part, String item, String way) {
        return part + "\t" + item + "\t" + way;
    }
}
