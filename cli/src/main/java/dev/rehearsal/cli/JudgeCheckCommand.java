package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.report.Shares;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelRecorder;
import dev.rehearsal.model.Prices;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.RecordingModel;
import dev.rehearsal.trust.Flaw;
import dev.rehearsal.trust.FlawScore;
import dev.rehearsal.trust.GoodTranscript;
import dev.rehearsal.trust.JudgeCheck;
import dev.rehearsal.trust.ShippedTranscripts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse judge check}. */
@Command(
        name = "check",
        description = "Plants known flaws in copies of good conversations and shows how many of them a judge sees.")
final class JudgeCheckCommand implements Callable<Integer> {
    private static final String GOOD = "goal_achieved";

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description =
                    "Take the sessions of that run that achieved their goal: its id, the beginning of it, or 'latest'."
                            + " Without it, a few conversations that come with Rehearsal are taken.")
    private @Nullable String run;

    @Option(
            names = "--transcripts",
            paramLabel = "FILE",
            description =
                    "Take the conversations of a JSONL file with 'messages' in each line; they are taken to be good.")
    private @Nullable Path file;

    @Option(names = "--judge-model", paramLabel = "MODEL", required = true, description = "The judge to be checked.")
    private String model = "";

    @Option(
            names = "--judge-param",
            paramLabel = "NAME=VALUE",
            description = "How it samples (default: temperature=0). Repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--flaw",
            paramLabel = "FLAW",
            description = "Plant only this flaw: ${COMPLETION-CANDIDATES}. Repeatable.",
            completionCandidates = FlawNames.class)
    private List<String> flaws = List.of();

    @Option(names = "--guideline", paramLabel = "TEXT", description = "The guideline that breaks_guideline breaks.")
    private @Nullable String guideline;

    @Option(
            names = "--breach",
            paramLabel = "TEXT",
            description = "A sentence of the agent that breaks the guideline; goes with --guideline.")
    private @Nullable String breach;

    @Option(names = "--seed", paramLabel = "N", description = "Decides what is planted where (default: 1).")
    private long seed = 1;

    @Option(names = "--limit", paramLabel = "N", description = "The most conversations to take (default: 20).")
    private int limit = 20;

    @Option(names = "--concurrency", paramLabel = "N", description = "The most calls in flight.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Keep the model's replies, for recorded:/FILE to replay.")
    private @Nullable String record;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    /** For the help text. */
    static final class FlawNames implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Flaw.codes().iterator();
        }
    }

    JudgeCheckCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if ((guideline == null) != (breach == null)) {
            throw new InvalidInputException(
                    "--guideline", "goes with --breach, a sentence that breaks it; found only one of them");
        }
        RunConfig config = config();
        var models = new ModelClients(
                environment.modelSettings(),
                config.limits(),
                Prices.bundled(),
                record == null ? ModelRecorder.NONE : RecordingModel.all(Path.of(record)));
        ModelClient client = models.of(model);
        List<GoodTranscript> transcripts = transcripts();
        var done = new AtomicInteger();
        JudgeCheck check = JudgeCheck.of(client, config.judgeParameters())
                .seed(seed)
                .listener(verdict -> environment.terminal().status(done.incrementAndGet() + " flaws judged"));
        if (!flaws.isEmpty()) {
            check.flaws(flaws.stream().map(Flaw::parse).toList());
        }
        if (guideline != null && breach != null) {
            check.guideline(guideline, breach);
        }
        List<FlawScore> scores = check.run(transcripts);
        environment.terminal().status("");
        if (json) {
            Json.object(environment.terminal(), values(transcripts.size(), scores));
        } else {
            print(transcripts.size(), scores);
        }
        return scores.stream().allMatch(each -> each.planted() == each.failed()) ? ExitCode.FAILED : ExitCode.PASSED;
    }

    private RunConfig config() {
        Attributes values = Attributes.EMPTY;
        if (!parameters.isEmpty()) {
            values = values.with("judge_parameters", parameters);
        }
        if (concurrency != null) {
            values = values.with("concurrency", concurrency);
        }
        return RunConfig.DEFAULT.with(values);
    }

    private List<GoodTranscript> transcripts() {
        if (file != null) {
            return ofFile(file);
        }
        if (run == null) {
            return ShippedTranscripts.all();
        }
        try (Store open = store.existing()) {
            RunRecord found = Found.run(open, run);
            try (var sessions = open.sessions().ofRun(found.runId())) {
                List<GoodTranscript> good = sessions.filter(
                                each -> GOOD.equals(each.row().stopReason()))
                        .limit(limit)
                        .map(each -> new GoodTranscript(each.row().sessionId().value(), each.conversation()))
                        .toList();
                if (good.isEmpty()) {
                    throw new InvalidInputException(
                            "run " + found.runId(),
                            "has no session that achieved its goal, so none that is known to be good");
                }
                return good;
            }
        }
    }

    private List<GoodTranscript> ofFile(Path path) {
        if (run != null) {
            throw new InvalidInputException("--transcripts", "and a run were named; name one of them");
        }
        var number = new AtomicInteger();
        try (var sessions = TranscriptFiles.read(path).open()) {
            return sessions.limit(limit)
                    .map(each -> {
                        int place = number.incrementAndGet();
                        var id = each.sessionId();
                        return new GoodTranscript(id == null ? "transcript-" + place : id.value(), each.conversation());
                    })
                    .toList();
        }
    }

    private void print(int transcripts, List<FlawScore> scores) {
        Terminal terminal = environment.terminal();
        terminal.line(model + " on flaws planted in " + Amount.of(transcripts, "good conversation") + ", seed " + seed);
        terminal.line();
        var table = new Table(
                Column.text("flaw"),
                Column.number("planted"),
                Column.number("not"),
                Column.number("failed"),
                Column.number("better of the pair"),
                Column.number("ties"),
                Column.number("its turn"),
                Column.number("guessed"),
                Column.number("false alarms"));
        for (FlawScore score : scores) {
            table.row(
                    score.flaw().code(),
                    Amount.count(score.planted()),
                    Amount.count(score.notPlanted()),
                    Amount.count(score.failed()),
                    Shares.text(score.pair()),
                    Amount.count(score.ties()),
                    Shares.text(score.turn()),
                    score.turn().of() == 0 ? "-" : Shares.percent(score.guessedTurns()),
                    Shares.text(score.falseAlarms()));
        }
        table.print(terminal, "  ");
        terminal.line();
        terminal.text(
                "  Shares have their 95 % intervals. A pair is asked in both orders, and a tie where the replies disagree: a"
                        + " guesser is right in 25 %. 'not': no place for the flaw. 'failed': no usable reply, in no share."
                        + " 'guessed': how often a guess names the turn. 'false alarms': a turn was named in the good one.");
    }

    private Map<String, @Nullable Object> values(int transcripts, List<FlawScore> scores) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("judge_model", model);
        values.put("transcripts", transcripts);
        values.put("seed", seed);
        values.put("flaws", scores.stream().map(JudgeCheckCommand::values).toList());
        return values;
    }

    private static Map<String, @Nullable Object> values(FlawScore score) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("flaw", score.flaw().code());
        values.put("planted", score.planted());
        values.put("not_planted", score.notPlanted());
        values.put("failed", score.failed());
        values.put("pair", Shares.values(score.pair()));
        values.put("pair_guessed", FlawScore.GUESSED_PAIRS);
        values.put("ties", score.ties());
        values.put("turn", Shares.values(score.turn()));
        values.put("turn_guessed", score.guessedTurns());
        values.put("false_alarms", Shares.values(score.falseAlarms()));
        return values;
    }
}
