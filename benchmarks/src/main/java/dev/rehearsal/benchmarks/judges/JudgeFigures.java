package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.statistics.Agreement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What {@link JudgeTrials} found, as a table in Markdown. Argument: the file of verdicts. */
public final class JudgeFigures {
    private JudgeFigures() {}

    public static void main(String[] args) throws IOException {
        Map<String, List<Attributes>> groups = new VerdictFile(Path.of(args[0]))
                .lines().stream()
                        .collect(Collectors.groupingBy(
                                line -> text(line, "part") + ", " + text(line, "way") + ", "
                                        + (Boolean.TRUE.equals(
                                                        line.get("tuning").orElse(false))
                                                ? "tuning"
                                                : "reported"),
                                TreeMap::new,
                                Collectors.toList()));
        System.out.println(
                "| questions, way, half | asked | accuracy | always the same | kappa | no reply | median s |");
        System.out.println("|---|---|---|---|---|---|---|");
        groups.forEach((name, lines) -> {
            if (name.startsWith(FailureLogs.PART + ",")) {
                row(name + ": who", lines, answer -> answer.substring(0, answer.lastIndexOf(' ')));
                row(name + ": when", lines, answer -> answer.substring(answer.lastIndexOf(' ') + 1));
            } else {
                row(name, lines, answer -> answer);
            }
        });
    }

    private static void row(String name, List<Attributes> lines, UnaryOperator<String> part) {
        List<Attributes> replied = lines.stream()
                .filter(line -> !text(line, "answer").equals("error"))
                .toList();
        if (replied.isEmpty()) {
            System.out.printf(Locale.ROOT, "| %s | %d | | | | %d | |%n", name, lines.size(), lines.size());
            return;
        }
        Agreement agreement = Agreement.of(
                replied.stream().map(line -> part.apply(text(line, "expected"))).toList(),
                replied.stream().map(line -> part.apply(text(line, "answer"))).toList());
        var accuracy = agreement.agreed();
        Double kappa = agreement.kappa();
        var interval = agreement.kappaInterval();
        double[] seconds = lines.stream()
                .mapToDouble(line -> line.get("seconds").orElse(0) instanceof Number number ? number.doubleValue() : 0)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d of %d: %.0f %% (%.0f – %.0f) | %.0f %% | %s | %d | %.0f |%n",
                name,
                lines.size(),
                accuracy.yes(),
                accuracy.of(),
                100 * accuracy.value(),
                100 * accuracy.interval().low(),
                100 * accuracy.interval().high(),
                100 * agreement.alwaysTheSame(),
                kappa == null || interval == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f (%.2f – %.2f)", kappa, interval.low(), interval.high()),
                lines.size() - replied.size(),
                seconds[seconds.length / 2]);
    }

    private static String text(Attributes line, String name) {
        return line.text(name).orElse("");
    }
}
