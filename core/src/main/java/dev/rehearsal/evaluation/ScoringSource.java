package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Map;

/** What a scoring run scores. */
sealed interface ScoringSource {
    /** Where a run's configuration says what it scores. */
    String SCORED = "scored";

    /** The experiment that the run is put into. */
    String experiment();

    /** The version of the agent under test; empty where it is not known or not one. */
    String agentVersion();

    /** Who played the user; one that follows rules if any did. */
    String userName();

    /** How the sessions were chosen, as it is kept. */
    Attributes origin();

    /** Sessions of a store. */
    record Chosen(StoredSessions stored) implements ScoringSource {
        List<SessionId> sessions() {
            return stored.sessions();
        }

        @Override
        public String experiment() {
            return stored.experiments().size() == 1
                    ? stored.experiments().iterator().next()
                    : RunConfig.DEFAULT.experiment();
        }

        @Override
        public String agentVersion() {
            List<String> versions = stored.runs().stream()
                    .map(RunRecord::agentVersion)
                    .distinct()
                    .toList();
            return versions.size() == 1 ? versions.getFirst() : "";
        }

        @Override
        public String userName() {
            List<String> names = stored.runs().stream()
                    .map(run -> run.configuration()
                            .text("user_model")
                            .orElseGet(() -> scored(run).text("user_model").orElse("")))
                    .toList();
            return names.stream()
                    .filter(GateResult::followsRules)
                    .findFirst()
                    .orElse(names.isEmpty() ? "" : names.getFirst());
        }

        @Override
        public Attributes origin() {
            return stored.origin();
        }
    }

    /** Conversations that took place elsewhere. */
    record Recorded(RecordedSessions sessions) implements ScoringSource {
        @Override
        public String experiment() {
            return RunConfig.DEFAULT.experiment();
        }

        @Override
        public String agentVersion() {
            return "";
        }

        @Override
        public String userName() {
            return "";
        }

        @Override
        public Attributes origin() {
            return Attributes.of("transcripts", sessions.origin());
        }
    }

    /** A scoring run that was stopped. */
    record Begun(RunRecord run) implements ScoringSource {
        /** @throws InvalidInputException if there is no such run, or it does not score what is there */
        static Begun of(Store store, RunId runId) {
            RunRecord run = store.runs()
                    .find(runId.value())
                    .orElseThrow(() -> new InvalidInputException("run " + runId, "is not in " + store.location()));
            if (!run.kind().equals("score")) {
                throw new InvalidInputException(
                        "run " + runId, "is of kind " + run.kind() + ", not score; Evaluation.resume goes on with it");
            }
            return new Begun(run);
        }

        /** @throws InvalidInputException if its scorers were objects of a program */
        RunConfig config() {
            if (!origin().get("described").orElse(false).equals(true)) {
                throw new InvalidInputException(
                        "run " + run.runId(),
                        "was started from a program, which has to resume it itself:"
                                + " SessionScoring.resume(store, runId)…run()");
            }
            return RunConfig.from(run.configuration().without(SCORED));
        }

        /** How many sessions it was to score. */
        long count() {
            return origin().get("count").orElse(0) instanceof Number count ? count.longValue() : 0;
        }

        @Override
        public String experiment() {
            return run.experiment();
        }

        @Override
        public String agentVersion() {
            return run.agentVersion();
        }

        @Override
        public String userName() {
            return origin().text("user_model").orElse("");
        }

        @Override
        public Attributes origin() {
            return scored(run);
        }
    }

    private static Attributes scored(RunRecord run) {
        return run.configuration().get(SCORED).orElse(null) instanceof Map<?, ?> map
                ? asAttributes(map)
                : Attributes.EMPTY;
    }

    @SuppressWarnings("unchecked") // Attributes gives maps with text keys only
    private static Attributes asAttributes(Map<?, ?> map) {
        return Attributes.from((Map<String, ?>) map);
    }
}
