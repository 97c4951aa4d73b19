package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Prices;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.simulation.UserProvider;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run may take at most, if every conversation goes on to its last turn and every reply is as long as it may be. Calls that have to
 * be made again are not in it. Where no maximum of tokens is set, a reply is taken to have {@link #REPLY_TOKENS}.
 *
 * @param spend by whose calls they are; money is null where the model's price is not known
 */
public record RunEstimate(long sessions, Map<Purpose, Spend> spend) {
    /** How long a reply is taken to be where nothing bounds it. */
    public static final int REPLY_TOKENS = 1024;

    /** On the high side of every prompt that comes with Rehearsal, its schema included. */
    private static final int PROMPT_TOKENS = 1000;

    private static final int CHARACTERS_PER_TOKEN = 3;

    public RunEstimate {
        spend = Map.copyOf(spend);
    }

    /**
     * Reads the test cases once and sums up.
     *
     * @param userModel the model that plays the user, as it was chosen
     */
    public static RunEstimate of(RunConfig config, String userModel, TestCases testCases, Prices prices) {
        var sums = new Sums(config, userModel, prices);
        try (Stream<CaseItem> items = testCases.open()) {
            items.forEach(item -> {
                if (item instanceof CaseItem.Valid(var testCase)) {
                    sums.add(testCase);
                }
            });
        }
        return new RunEstimate(sums.cases * config.trials(), sums.spend);
    }

    /** Everything together. */
    public Spend total() {
        return spend.values().stream().reduce(Spend.NONE, Spend::plus);
    }

    /** Sums up case by case. */
    private static final class Sums {
        private final RunConfig config;
        private final String userModel;
        private final String goalCheck;
        private final String judgeModel;
        private final Prices prices;
        private final long userReply;
        private final long agentReply;
        private final Map<String, Askings> judges = new LinkedHashMap<>();
        private final Map<Purpose, Spend> spend = new EnumMap<>(Purpose.class);
        private long cases;

        Sums(RunConfig config, String userModel, Prices prices) {
            this.config = config;
            this.userModel = userModel;
            this.prices = prices;
            String judge = config.judgeModel() == null ? userModel : config.judgeModel();
            this.judgeModel = judge;
            this.goalCheck = config.goalCheckModel() == null ? userModel : config.goalCheckModel();
            this.userReply = reply(config.userParameters());
            AgentSpec agent = config.agent();
            this.agentReply = reply(agent == null ? ModelParameters.DEFAULT : agent.parameters());
            for (Scorer scorer : RunConfigOpener.scorers(config)) {
                boolean ofTurns = scorer instanceof TurnScorer;
                judges.merge(judge, Askings.of(ofTurns, scorer.judgeCalls()), Askings::plus);
                scorer.models().forEach(own -> judges.merge(own, Askings.of(ofTurns, 1), Askings::plus));
            }
        }

        private static long reply(ModelParameters parameters) {
            Integer most = parameters.maxTokens();
            return most == null ? REPLY_TOKENS : most;
        }

        void add(TestCase testCase) {
            cases++;
            ScriptedTurns scripted = ScriptedTurns.of(testCase, config.maxTurns(), config.keepUserTurns() != null);
            long turns = scripted.all();
            long trials = config.trials();
            long given = given(testCase) / CHARACTERS_PER_TOKEN;
            long prompt = PROMPT_TOKENS + characters(testCase) / CHARACTERS_PER_TOKEN + given;
            // what was said before turn t, summed over all turns, and the whole conversation
            long before = (userReply + agentReply) * turns * (turns - 1) / 2;
            long whole = (userReply + agentReply) * turns;
            long madeUp = scripted.madeUp();
            if (madeUp > 0 && isModel(userModel)) {
                long input = trials * (madeUp * prompt + Math.min(before, madeUp * whole));
                add(Purpose.USER, userModel, trials * madeUp, input, trials * madeUp * userReply);
            }
            long checks = scripted.goalChecks();
            if (checks > 0 && isModel(goalCheck)) {
                long input = trials * (checks * prompt + Math.min(before + whole, checks * whole));
                add(Purpose.GOAL_CHECK, goalCheck, trials * checks, input, trials * checks * REPLY_TOKENS);
            }
            long judged = scripted.judgements();
            if (judged > 0 && isModel(judgeModel)) {
                add(
                        Purpose.JUDGE,
                        judgeModel,
                        trials * judged,
                        trials * judged * (prompt + whole),
                        trials * judged * REPLY_TOKENS);
            }
            AgentSpec agent = config.agent();
            if (agent != null && asksModel(agent)) {
                long system = agent.systemPrompt().length() / CHARACTERS_PER_TOKEN;
                long input = trials * (turns * (system + userReply + given) + before);
                add(Purpose.AGENT, agent.target(), trials * turns, input, trials * turns * agentReply);
            }
            judges.forEach((judge, asked) -> {
                long judgements = (asked.ofTurns() * turns + asked.ofSessions()) * config.judgeRepeats();
                if (judgements > 0 && isModel(judge)) {
                    long texts = asked.ofTurns() * (before + whole) + asked.ofSessions() * whole;
                    long input = trials * (judgements * prompt + config.judgeRepeats() * texts);
                    long reply = Math.max(REPLY_TOKENS, reply(config.judgeParameters()));
                    add(Purpose.JUDGE, judge, trials * judgements, input, trials * judgements * reply);
                }
            });
        }

        /** How often a model is asked about each turn and about each session. */
        private record Askings(long ofTurns, long ofSessions) {
            static Askings of(boolean ofTurns, long calls) {
                return ofTurns ? new Askings(calls, 0) : new Askings(0, calls);
            }

            Askings plus(Askings other) {
                return new Askings(ofTurns + other.ofTurns, ofSessions + other.ofSessions);
            }
        }

        /** What is said whatever anybody makes up. */
        private static long given(TestCase testCase) {
            long history = testCase.history().messages().stream()
                    .mapToLong(message -> message.text().length())
                    .sum();
            return history + testCase.script().toValues().toString().length();
        }

        private static long characters(TestCase testCase) {
            long guidelines = testCase.simulationGuidelines().stream()
                    .mapToLong(String::length)
                    .sum();
            return testCase.goal().length()
                    + testCase.personaOrDefault().length()
                    + testCase.context().toString().length()
                    + testCase.expectations().toString().length()
                    + guidelines;
        }

        private static boolean isModel(String uri) {
            return UserProvider.find(ModelUri.parse(uri)).isEmpty();
        }

        /** A model or an endpoint; what another provider opens may be anything, and asks no model that we know of. */
        private static boolean asksModel(AgentSpec agent) {
            return agent.target().startsWith("http://")
                    || agent.target().startsWith("https://")
                    || AgentProvider.find(agent).isEmpty();
        }

        private void add(Purpose purpose, String model, long calls, long input, long output) {
            Usage usage = Usage.of(input, output);
            BigDecimal usd = prices.of(model).map(price -> price.of(usage)).orElse(null);
            spend.merge(purpose, new Spend(calls, usage, usd), Spend::plus);
        }
    }
}
