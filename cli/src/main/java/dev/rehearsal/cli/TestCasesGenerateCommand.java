package dev.rehearsal.cli;

import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.formats.transcripts.TranscriptFiles;
import dev.rehearsal.generation.CaseGenerator;
import dev.rehearsal.generation.GeneratedCases;
import dev.rehearsal.generation.SourceDocument;
import dev.rehearsal.generation.SourceSession;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse test-cases generate}. */
@Command(
        name = "generate",
        description =
                "Makes test cases with a model: of sessions, of what an agent is for, or of documents. What it writes is a draft:"
                        + " read it before you rely on it.")
final class TestCasesGenerateCommand implements Callable<Integer> {
    private final Environment environment;

    @Option(names = "--experiment", paramLabel = "NAME", description = "Of the newest sessions of an experiment.")
    private @Nullable String experiment;

    @Option(names = "--run", paramLabel = "RUN", description = "Of the sessions of a run.")
    private @Nullable String run;

    @Option(names = "--transcripts", paramLabel = "FILE", description = "Of conversations in a file (.jsonl).")
    private @Nullable Path transcripts;

    @Option(
            names = "--agent-description",
            paramLabel = "FILE",
            description = "Of a text that says what the agent is for and what it must not do.")
    private @Nullable Path description;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Of what the agent says of itself when it is asked.")
    private @Nullable String agent;

    @Option(
            names = "--documents",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Of texts that the agent should know.")
    private List<Path> documents = List.of();

    @Option(
            names = "--max-sessions",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most sessions that are read (default: ${DEFAULT-VALUE}).")
    private int maxSessions = 50;

    @Option(
            names = "--cases",
            paramLabel = "N",
            description =
                    "The most cases of sessions (default: one for those that want the same); how many of a description (default:"
                            + " 10) or of each part of a document (default: 3).")
    private @Nullable Integer cases;

    @Option(names = "--keep-opening", description = "The user's first message is said again word for word.")
    private boolean keepOpening;

    @Mixin
    private GenerationOptions options = new GenerationOptions();

    @Mixin
    private StoreOption store = new StoreOption();

    TestCasesGenerateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        long sources = Stream.of(
                        experiment, run, transcripts, description, agent, documents.isEmpty() ? null : documents)
                .filter(each -> each != null)
                .count();
        if (sources != 1) {
            throw new InvalidInputException(
                    "",
                    "name one source: --experiment NAME, --run RUN, --transcripts FILE, --agent-description FILE, --agent AGENT or"
                            + " --documents FILE" + (sources > 1 ? "; found " + sources : ""));
        }
        if (cases != null && cases < 1 || maxSessions < 1) {
            throw new InvalidInputException("--cases", "and --max-sessions are at least 1");
        }
        ModelClients models = options.models(environment.modelSettings());
        ModelClient client = options.model(models);
        if (experiment != null || run != null) {
            try (Store open = store.existing()) {
                return options.run(environment.terminal(), client, open, ofSessions(sessions(open)));
            }
        }
        Function<CaseGenerator, GeneratedCases> generation = generation(models);
        if (!options.savesToDataset()) {
            return options.run(environment.terminal(), client, null, generation);
        }
        try (Store open = store.open()) {
            return options.run(environment.terminal(), client, open, generation);
        }
    }

    private Function<CaseGenerator, GeneratedCases> generation(ModelClients models) throws IOException {
        if (transcripts != null) {
            return ofSessions(transcripts(transcripts));
        }
        if (description != null) {
            String text = text("--agent-description", description);
            return generator -> generator.fromDescription(text, cases == null ? 10 : cases);
        }
        if (agent != null) {
            Agent asked = AgentProvider.openAny(AgentSpec.of(agent), models);
            return generator -> {
                try {
                    return generator.fromAgent(asked, cases == null ? 10 : cases);
                } catch (Exception e) {
                    throw new FailedException("the agent cannot be asked: " + e.getMessage(), e);
                } finally {
                    asked.release();
                }
            };
        }
        var texts = new ArrayList<SourceDocument>();
        for (Path document : documents) {
            texts.add(new SourceDocument(document.getFileName().toString(), text("--documents", document)));
        }
        return generator -> generator.fromDocuments(texts, cases == null ? 3 : cases);
    }

    private Function<CaseGenerator, GeneratedCases> ofSessions(List<SourceSession> sessions) {
        return generator -> (cases == null ? generator : generator.most(cases))
                .keepOpening(keepOpening)
                .fromSessions(sessions);
    }

    private List<SourceSession> sessions(Store open) {
        SessionQuery query = SessionQuery.newest(maxSessions).withExperiment(experiment);
        if (run != null) {
            query = query.withRun(Found.run(open, run).runId());
        }
        List<SourceSession> found = open.sessions().search(query).stream()
                .flatMap(row -> open.sessions().get(row.sessionId()).stream())
                .map(SourceSession::of)
                .toList();
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    experiment != null ? "--experiment" : "--run",
                    "has no sessions in " + open.location() + "; 'rehearse sessions list' shows those that are there");
        }
        return found;
    }

    private List<SourceSession> transcripts(Path file) {
        var number = new AtomicInteger();
        try (var sessions = TranscriptFiles.read(file).open()) {
            return sessions.limit(maxSessions)
                    .map(each -> SourceSession.of(each, number.incrementAndGet()))
                    .toList();
        }
    }

    private static String text(String flag, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidInputException(flag, file + " cannot be read as UTF-8 text: " + e.getMessage());
        }
    }
}
