package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.Models;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.ModelJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Tries a judge out on data whose right verdicts are known, and goes on where it was stopped. Arguments: {@code ask DATA FILE MODEL} and
 * then, each as {@code part:way:half}, what to ask: the parts are {@code refusal}, {@code refusal-2} and {@code refusal-3} (asked in other
 * ways), {@code blame}, {@code transcripts/SCORER}, {@code retention/whole}, {@code retention/by-turn} and {@code injections}; the ways
 * {@code shipped} and {@code bare} (no rationale); the halves {@code tuning}, {@code reported} and {@code all}. Verdicts are appended to
 * FILE; {@link JudgeFigures} sums them up.
 */
public final class JudgeTrials {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private JudgeTrials() {}

    public static void main(String[] args) throws Exception {
        if (args.length < 5 || !args[0].equals("ask")) {
            throw new IllegalArgumentException("expected: ask DATA FILE MODEL PART:WAY:HALF...");
        }
        var verdicts = new VerdictFile(Path.of(args[2]));
        var client = new ModelClient(
                Models.open(args[3]), ModelLimits.DEFAULT.withTimeout(PATIENCE).withMaxDuration(PATIENCE));
        var judge = new ModelJudge(
                client, ModelParameters.DEFAULT.withTemperature(0.0).withTimeout(PATIENCE), CallScope.none());
        for (String task : List.of(args).subList(4, args.length)) {
            String[] parts = task.split(":");
            ask(verdicts, read(parts[0], Path.of(args[1])), parts[1], parts[2], judge);
        }
        System.exit(0);
    }

    private static List<KnownVerdict> read(String part, Path data) throws IOException {
        return switch (part) {
            case RefusalRows.PART -> RefusalRows.read(data, part, new Safety());
            case RefusalRows.APART -> RefusalRows.read(data, part, AnswerApart.does());
            case RefusalRows.APART_YES_NO -> RefusalRows.read(data, part, AnswerApart.isSafe());
            case FailureLogs.PART -> FailureLogs.read(data);
            case InjectedAnswers.PART -> InjectedAnswers.read(data);
            default -> {
                if (part.startsWith(Retention.PART + "/")) {
                    yield Retention.read(part);
                }
                if (!part.startsWith(FlawedTranscripts.PART + "/")) {
                    throw new IllegalArgumentException("no part '" + part + "'");
                }
                yield FlawedTranscripts.read(data, part.substring(FlawedTranscripts.PART.length() + 1));
            }
        };
    }

    private static void ask(VerdictFile verdicts, List<KnownVerdict> questions, String way, String half, Judge model)
            throws IOException {
        Judge judge = switch (way) {
            case "shipped" -> model;
            case "bare" -> new BareJudge(model);
            default -> throw new IllegalArgumentException("no way of asking '" + way + "'");
        };
        for (KnownVerdict question : questions) {
            boolean asked = half.equals("all") || half.equals("tuning") == question.tuning();
            if (!asked || verdicts.has(question, way)) {
                continue;
            }
            long began = System.nanoTime();
            KnownVerdict.Reply reply;
            try {
                reply = question.question().ask(judge);
            } catch (Exception e) {
                reply = new KnownVerdict.Reply("error", String.valueOf(e.getMessage()), "");
            }
            double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
            verdicts.keep(question, way, reply, seconds);
            System.err.printf(
                    Locale.ROOT,
                    "%s %s %s: expected %s, found %s, %.1f s%n",
                    question.part(),
                    way,
                    question.item(),
                    question.expected(),
                    reply.answer(),
                    seconds);
        }
    }
}
