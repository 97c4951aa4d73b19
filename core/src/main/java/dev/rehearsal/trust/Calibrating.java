package dev.rehearsal.trust;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.statistics.Agreement;
import dev.rehearsal.statistics.Estimate;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.PredictionPowered;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.Label.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares the judges of a run with persons' labels. */
public final class Calibrating {
    private static final Comparator<JudgedBy> BY_SCORER = Comparator.comparing(JudgedBy::scorer)
            .thenComparing(JudgedBy::promptVersion)
            .thenComparing(JudgedBy::model);

    private final Map<JudgedBy, Map<Place, FeedbackValue>> verdicts = new TreeMap<>(BY_SCORER);
    private final List<Label> assessed = new ArrayList<>();
    private final String run;

    private Calibrating(String run) {
        this.run = run;
    }

    /** The verdicts of that run's judges, and what persons said of the same sessions in the store. */
    public static Calibrating of(Store store, RunId runId) {
        var calibrating = new Calibrating(runId.value());
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(runId)) {
            sessions.forEach(session -> calibrating.read(session, runId));
        }
        return calibrating;
    }

    private void read(SessionRecord session, RunId runId) {
        var newest = new LinkedHashMap<Place, Label>();
        for (Assessment assessment : session.currentFeedback()) {
            Feedback feedback = assessment.feedback();
            FeedbackValue value = feedback.value();
            if (value == null) {
                continue;
            }
            var place = new Place(session.row().sessionId().value(), assessment.turn(), feedback.name());
            if (feedback.source().kind() == Source.Kind.HUMAN) {
                newest.put(place, new Label(place.session(), place.turn(), place.scorer(), value.text()));
            } else if (feedback.source().kind() == Source.Kind.LLM_JUDGE
                    && runId.value().equals(assessment.runId())) {
                var judge = new JudgedBy(
                        feedback.name(),
                        feedback.promptVersion(),
                        feedback.source().id());
                verdicts.computeIfAbsent(judge, key -> new LinkedHashMap<>()).put(place, value);
            }
        }
        assessed.addAll(newest.values());
    }

    /** What persons said in the store. */
    public List<Label> labels() {
        return List.copyOf(assessed);
    }

    /** The judges that gave verdicts. */
    public Set<JudgedBy> judges() {
        return Set.copyOf(verdicts.keySet());
    }

    /**
     * Compares each judge that has labels with them.
     *
     * @throws InvalidInputException if there is nothing to compare; the message says what there is
     */
    public List<JudgeCalibration> compare(List<Label> labels) {
        if (verdicts.isEmpty()) {
            throw new InvalidInputException("run " + run, "has no verdicts of a judge; score it with a judge first");
        }
        if (labels.isEmpty()) {
            throw new InvalidInputException(
                    "labels",
                    "there are none: no person assessed a session of run " + run + ", and no file of labels is named");
        }
        refuseUnknownScorers(labels);
        var compared = new ArrayList<JudgeCalibration>();
        verdicts.forEach((judge, values) -> {
            List<Label> own = labels.stream()
                    .filter(each -> each.scorer().equals(judge.scorer()))
                    .toList();
            List<Label> judged = own.stream()
                    .filter(each -> values.containsKey(each.place()))
                    .toList();
            if (!judged.isEmpty()) {
                compared.add(compare(judge, judged, own.size() - judged.size(), values));
            }
        });
        if (compared.isEmpty()) {
            throw new InvalidInputException(
                    "labels",
                    "none of the " + labels.size() + " is about a session and turn that a judge of run " + run
                            + " gave a verdict of; check session_id and turn");
        }
        return compared;
    }

    private void refuseUnknownScorers(List<Label> labels) {
        Set<String> known =
                verdicts.keySet().stream().map(JudgedBy::scorer).collect(Collectors.toCollection(TreeSet::new));
        labels.stream()
                .map(Label::scorer)
                .filter(scorer -> !known.contains(scorer))
                .findFirst()
                .ifPresent(scorer -> {
                    throw new InvalidInputException(
                            "labels",
                            "no judge of run " + run + " gave verdicts of '" + scorer + "' (there are: "
                                    + String.join(", ", known) + ")" + Names.suggestion(scorer, List.copyOf(known)));
                });
    }

    private static JudgeCalibration compare(
            JudgedBy judge, List<Label> labels, long without, Map<Place, FeedbackValue> values) {
        List<String> persons = labels.stream()
                .map(each -> normal(each.value(), values.get(each.place())))
                .toList();
        List<String> judged = labels.stream()
                .map(each -> values.get(each.place()))
                .filter(Objects::nonNull)
                .map(FeedbackValue::text)
                .toList();
        Set<Place> labelled = labels.stream().map(Label::place).collect(Collectors.toSet());
        return new JudgeCalibration(
                judge,
                labels.size(),
                without,
                values.size(),
                Agreement.of(persons, judged),
                mean(values),
                corrected(persons, judged, labelled, values),
                disagreements(labels, persons, judged));
    }

    private static List<Disagreement> disagreements(List<Label> labels, List<String> persons, List<String> judged) {
        return IntStream.range(0, labels.size())
                .filter(i -> !persons.get(i).equals(judged.get(i)))
                .mapToObj(i -> new Disagreement(labels.get(i), judged.get(i)))
                .toList();
    }

    private static Optional<Double> mean(Map<Place, FeedbackValue> values) {
        boolean numbers =
                values.values().stream().allMatch(each -> each.asNumber().isPresent());
        return numbers
                ? Optional.of(values.values().stream()
                        .mapToDouble(each -> each.asNumber().orElseThrow())
                        .average()
                        .orElseThrow())
                : Optional.empty();
    }

    private static Optional<Estimate> corrected(
            List<String> persons, List<String> judged, Set<Place> labelled, Map<Place, FeedbackValue> values) {
        double[] others = values.entrySet().stream()
                .filter(each -> !labelled.contains(each.getKey()))
                .map(each -> each.getValue().text())
                .mapToDouble(Calibrating::number)
                .toArray();
        double[] labels = persons.stream().mapToDouble(Calibrating::number).toArray();
        double[] predictions = judged.stream().mapToDouble(Calibrating::number).toArray();
        boolean numbers = Stream.of(others, labels, predictions)
                .flatMapToDouble(java.util.Arrays::stream)
                .noneMatch(Double::isNaN);
        return numbers && labels.length >= 2 && others.length >= 2
                ? Optional.of(inRange(PredictionPowered.mean(labels, predictions, others), values))
                : Optional.empty();
    }

    /** A rate is between 0 and 1, and so is where it lies. */
    private static Estimate inRange(Estimate estimate, Map<Place, FeedbackValue> values) {
        if (!values.values().stream().allMatch(FeedbackValue.YesNo.class::isInstance)) {
            return estimate;
        }
        Interval interval = estimate.interval();
        return new Estimate(
                Math.clamp(estimate.value(), 0, 1),
                estimate.standardError(),
                new Interval(
                        Math.clamp(interval.low(), 0, 1), Math.clamp(interval.high(), 0, 1), interval.confidence()));
    }

    private static double number(String text) {
        return switch (text) {
            case "yes" -> 1;
            case "no" -> 0;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    yield Double.NaN;
                }
            }
        };
    }

    /** People write yes and no in many ways; other values are compared as they are. */
    private static String normal(String label, @org.jspecify.annotations.Nullable FeedbackValue verdict) {
        String text = label.strip();
        if (verdict instanceof FeedbackValue.YesNo) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "y", "true", "1", "pass", "passed" -> "yes";
                case "no", "n", "false", "0", "fail", "failed" -> "no";
                default ->
                    throw new InvalidInputException(
                            "labels", "expected yes or no, as the judge says, found: '" + label + "'");
            };
        }
        return verdict instanceof FeedbackValue.Numeric && !Double.isNaN(number(text))
                ? new FeedbackValue.Numeric(number(text)).text()
                : text;
    }
}
