package dev.rehearsal.trust;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.ModelJudge;
import dev.rehearsal.scoring.PairQuestion;
import dev.rehearsal.scoring.PairQuestion.Better;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Checks a judge on flaws whose place is known: one is planted in a copy of each good conversation, and the judge says which of the two is
 * better (in both orders) and in which turn the flaw is, of the copy and of the good one.
 */
public final class JudgeCheck {
    private final ModelClient client;
    private final ModelParameters parameters;
    private List<Flaw> flaws = List.of(Flaw.values());
    private String guideline = Planter.GUIDELINE;
    private Optional<String> breach = Optional.empty();
    private long seed = 1;
    private Consumer<FlawVerdict> listener = verdict -> {};

    private JudgeCheck(ModelClient client, ModelParameters parameters) {
        this.client = client;
        this.parameters = parameters;
    }

    /** Checks the model with those parameters. */
    public static JudgeCheck of(ModelClient client, ModelParameters parameters) {
        return new JudgeCheck(client, parameters);
    }

    /** The flaws to plant; all unless said otherwise. */
    public JudgeCheck flaws(List<Flaw> flaws) {
        this.flaws = List.copyOf(flaws);
        return this;
    }

    /** A guideline of one's own, and a sentence that breaks it. */
    public JudgeCheck guideline(String guideline, String breach) {
        this.guideline = guideline;
        this.breach = Optional.of(breach);
        return this;
    }

    /** Decides what is planted where; 1 unless said otherwise. */
    public JudgeCheck seed(long seed) {
        this.seed = seed;
        return this;
    }

    /** Is told of each verdict as it comes, from many threads. */
    public JudgeCheck listener(Consumer<FlawVerdict> listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Plants and asks, many at once.
     *
     * @throws InvalidInputException if there are no transcripts
     */
    public List<FlawScore> run(List<GoodTranscript> transcripts) {
        if (transcripts.isEmpty()) {
            throw new InvalidInputException("transcripts", "there are none; name a run or a file that has some");
        }
        var planter =
                breach.map(text -> new Planter(transcripts, text, seed)).orElseGet(() -> Planter.of(transcripts, seed));
        Map<Flaw, List<Future<FlawVerdict>>> asked = new EnumMap<>(Flaw.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Flaw flaw : flaws) {
                List<Future<FlawVerdict>> verdicts = asked.computeIfAbsent(flaw, key -> new ArrayList<>());
                for (GoodTranscript transcript : transcripts) {
                    planter.plant(transcript, flaw)
                            .ifPresent(planted -> verdicts.add(threads.submit(() -> told(planted))));
                }
            }
        }
        return flaws.stream()
                .distinct()
                .map(flaw -> {
                    List<FlawVerdict> verdicts = asked.getOrDefault(flaw, List.of()).stream()
                            .map(Future::resultNow)
                            .toList();
                    return FlawScore.of(flaw, transcripts.size() - verdicts.size(), verdicts);
                })
                .toList();
    }

    private FlawVerdict told(Planted planted) {
        FlawVerdict verdict = ask(planted);
        listener.accept(verdict);
        return verdict;
    }

    private FlawVerdict ask(Planted planted) {
        Judge judge = new ModelJudge(client, parameters, CallScope.of(planted.id(), 1, null, call -> {}));
        String scorer = "judge_check/" + planted.flaw().code();
        String criterion = planted.flaw().inWords(guideline);
        try {
            Better better = PairQuestion.ask(
                            judge,
                            scorer + "/pair",
                            criterion,
                            Transcript.withToolCalls(planted.good()),
                            Transcript.withToolCalls(planted.flawed()))
                    .better();
            int flawed = FlawedTurnQuestion.ask(judge, scorer + "/flawed", criterion, planted.flawed());
            int good = FlawedTurnQuestion.ask(judge, scorer + "/good", criterion, planted.good());
            return new FlawVerdict(planted, better, flawed, good, null);
        } catch (ModelException e) {
            return new FlawVerdict(planted, Better.TIE, 0, 0, String.valueOf(e.getMessage()));
        }
    }
}
