package dev.rehearsal.generation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.generation.GeneratedCases.Cluster;
import dev.rehearsal.generation.GeneratedCases.Generated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts those together that want the same, and makes a test case of each such cluster: of the one that is most like all the others, of those
 * that ended well where there are any.
 */
final class Clustering {
    private final List<Distilled> distilled;
    private final Likeness likeness;

    Clustering(List<Distilled> distilled, @Nullable Embedder embedder) {
        this.distilled = distilled;
        this.likeness =
                Likeness.of(distilled.stream().map(each -> each.draft().goal()).toList(), embedder);
    }

    /** The clusters, the largest first, by the places of their members; the one that stands for each comes first. */
    List<List<Integer>> clusters() {
        var clusters = new ArrayList<List<Integer>>();
        for (int i = 0; i < distilled.size(); i++) {
            int place = i;
            clusters.stream()
                    .filter(cluster -> likeness.isSame(cluster.getFirst(), place))
                    .max(Comparator.comparingDouble(cluster -> likeness.of(cluster.getFirst(), place)))
                    .ifPresentOrElse(
                            cluster -> cluster.add(place), () -> clusters.add(new ArrayList<>(List.of(place))));
        }
        clusters.forEach(this::putFirstWhoStandsForAll);
        clusters.sort(Comparator.<List<Integer>>comparingInt(List::size).reversed());
        return clusters;
    }

    private void putFirstWhoStandsForAll(List<Integer> cluster) {
        List<Integer> good =
                cluster.stream().filter(each -> distilled.get(each).isGood()).toList();
        Integer best = (good.isEmpty() ? cluster : good)
                .stream()
                        .max(Comparator.comparingDouble((Integer one) -> cluster.stream()
                                        .mapToDouble(other -> likeness.of(one, other))
                                        .sum())
                                .thenComparing(
                                        Comparator.<Integer>naturalOrder().reversed()))
                        .orElseThrow();
        cluster.remove(best);
        cluster.addFirst(best);
    }

    Cluster cluster(List<Integer> members) {
        int first = members.getFirst();
        return new Cluster(
                distilled.get(first).draft().goal(),
                members.stream().map(each -> distilled.get(each).session().id()).toList(),
                members.stream()
                        .mapToDouble(each -> likeness.of(first, each))
                        .min()
                        .orElse(1));
    }

    Generated testCase(List<Integer> members, boolean keepOpening, Attributes origin) {
        List<Distilled> all = members.stream().map(distilled::get).toList();
        Distilled first = all.getFirst();
        Draft draft = first.draft();
        Cluster cluster = cluster(members);
        TestCase.Builder builder = TestCase.builder()
                .goal(draft.goal())
                .simulationGuidelines(draft.guidelines())
                .expectations(expectations(all))
                .tag("source", "generated")
                .metadata(Attributes.of("generated", origin.with("sessions", cluster.sources())));
        if (!draft.persona().isEmpty()) {
            builder.persona(draft.persona());
        }
        if (keepOpening) {
            builder.script(first.opening());
        }
        return new Generated(builder.build(), cluster);
    }

    /** What all that ended well have in common: the tools that each of them called, with the arguments that were the same in all. */
    private static Attributes expectations(List<Distilled> all) {
        List<Distilled> good = all.stream().filter(Distilled::isGood).toList();
        Attributes expectations = Attributes.EMPTY;
        if (good.isEmpty()) {
            return expectations;
        }
        var expected = new ArrayList<Map<String, Object>>();
        good.getFirst().expectedCalls().forEach((name, call) -> {
            List<ToolCall> calls = good.stream()
                    .map(each -> each.expectedCalls().get(name))
                    .filter(Objects::nonNull)
                    .toList();
            if (calls.size() == good.size()) {
                expected.add(call(name, calls));
            }
        });
        if (!expected.isEmpty()) {
            expectations = expectations.with("expected_tool_calls", expected);
        }
        List<String> facts = good.getFirst().expectedFacts();
        return facts.isEmpty() ? expectations : expectations.with("expected_facts", facts);
    }

    private static Map<String, Object> call(String name, List<ToolCall> calls) {
        var arguments = new LinkedHashMap<String, Object>();
        Attributes first = arguments(calls.getFirst());
        for (String argument : first.names()) {
            first.get(argument)
                    .filter(value -> calls.stream()
                            .allMatch(each -> arguments(each)
                                    .get(argument)
                                    .filter(value::equals)
                                    .isPresent()))
                    .ifPresent(value -> arguments.put(argument, value));
        }
        var call = new LinkedHashMap<String, Object>();
        call.put("name", name);
        if (!arguments.isEmpty()) {
            call.put("arguments", arguments);
        }
        return call;
    }

    private static Attributes arguments(ToolCall call) {
        try {
            return Attributes.parse(call.arguments());
        } catch (IllegalArgumentException e) {
            return Attributes.EMPTY;
        }
    }
}
