package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Asks the scorers of an ensemble side by side, and takes their verdicts together. */
final class Ballot {
    /** One scorer being asked. */
    @FunctionalInterface
    interface Asking<T> {
        List<Feedback> ask(T scorer, Judge judge) throws Exception;
    }

    private Ballot() {}

    /** @return nothing where no scorer has anything to say */
    static <T extends Scorer> List<Feedback> of(
            Ensemble.Together ensemble, List<T> members, Asking<T> asking, Judge judge) throws InterruptedException {
        List<Feedback> verdicts = verdicts(members, asking, judge);
        if (verdicts.isEmpty()) {
            return List.of();
        }
        Usage usage = verdicts.stream().map(Feedback::usage).reduce(Usage.NONE, Usage::plus);
        String prompts = verdicts.stream()
                .map(Feedback::promptVersion)
                .filter(each -> !each.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        Optional<FeedbackValue> value = ensemble.vote().of(verdicts);
        String said = verdicts.stream().map(Ballot::line).collect(Collectors.joining("\n"));
        String error = value.isPresent() ? null : "verdicts are missing that could change the result\n" + said;
        return List.of(new Feedback(
                ensemble.name(), value.orElse(null), said, source(ensemble, verdicts), "1", prompts, usage, error));
    }

    private static <T extends Scorer> List<Feedback> verdicts(List<T> members, Asking<T> asking, Judge judge)
            throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Feedback>>> tasks = new ArrayList<>();
            members.forEach(member -> tasks.add(() -> asking.ask(member, judge).stream()
                    .filter(feedback -> feedback.name().equals(member.name()))
                    .findFirst()));
            List<Future<Optional<Feedback>>> asked = executor.invokeAll(tasks);
            var verdicts = new ArrayList<Feedback>();
            for (int i = 0; i < asked.size(); i++) {
                try {
                    asked.get(i).get().ifPresent(verdicts::add);
                } catch (ExecutionException e) {
                    verdicts.add(failed(members.get(i), e.getCause() == null ? e : e.getCause()));
                }
            }
            return verdicts;
        }
    }

    private static Feedback failed(Scorer member, Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        Source source = member.models().isEmpty()
                ? Source.code(member.name())
                : Source.judge(member.models().getFirst());
        return Feedback.failed(member.name(), source, message);
    }

    private static String line(Feedback verdict) {
        FeedbackValue value = verdict.value();
        String who = verdict.source().kind() == Source.Kind.LLM_JUDGE
                ? verdict.name() + " by " + verdict.source().id()
                : verdict.name();
        String why = value == null ? String.valueOf(verdict.error()) : verdict.rationale();
        return who + ": " + (value == null ? "failed" : value.text()) + (why.isBlank() ? "" : " (" + why.strip() + ")");
    }

    /** The models that judged; code where none did. */
    private static Source source(Ensemble.Together ensemble, List<Feedback> verdicts) {
        String models = verdicts.stream()
                .map(Feedback::source)
                .filter(source -> source.kind() == Source.Kind.LLM_JUDGE)
                .map(Source::id)
                .distinct()
                .collect(Collectors.joining(", "));
        return models.isEmpty() ? Source.code(ensemble.name()) : Source.judge(models);
    }
}
