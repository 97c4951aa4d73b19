package dev.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelClientTest {
    private static final ReplySchema YES_NO = ReplySchema.of("verdict", """
            {"type":"object","properties":{"rationale":{"type":"string"},"ok":{"type":"boolean"}},"required":["rationale","ok"]}""");

    private final List<Duration> pauses = new ArrayList<>();
    private final List<ModelRequest> asked = new ArrayList<>();
    private final Deque<Object> replies = new ArrayDeque<>();

    private final Model model = new Model() {
        @Override
        public ModelReply generate(ModelRequest request) {
            asked.add(request);
            Object next = replies.size() > 1 ? replies.pop() : replies.element();
            if (next instanceof ModelException fault) {
                throw fault;
            }
            return ModelReply.of((String) next).withUsage(Usage.of(100, 20));
        }

        @Override
        public String name() {
            return "openai:/gpt-4o-mini";
        }
    };

    private ModelClient client(ModelLimits limits) {
        return new ModelClient(model, limits, Prices.bundled(), pauses::add);
    }

    private ModelClient client() {
        return client(ModelLimits.DEFAULT);
    }

    private static ModelRequest request() {
        return ModelRequest.of(CallKey.of(Purpose.JUDGE), Message.user("Is it so?"));
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        replies.add(new ModelException.RateLimited("slow down", Duration.ofSeconds(7)));
        replies.add("yes");

        assertThat(client().generate(request(), CallScope.none()).text()).isEqualTo("yes");
        assertThat(pauses).hasSize(1);
        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7200));
    }

    @Test
    void waitsLongerAfterEachFailure() {
        replies.add(new ModelException.Unavailable("broken", null, null));
        replies.add(new ModelException.Unavailable("broken", null, null));
        replies.add(new ModelException.Unavailable("broken", null, null));
        replies.add("yes");

        client().generate(request(), CallScope.none());

        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(2)).isGreaterThan(pauses.get(0));
    }

    @Test
    void doesNotWaitLongerForWhatTheProviderNamedATime() {
        for (int i = 0; i < 5; i++) {
            replies.add(new ModelException.RateLimited("slow down", Duration.ofMillis(10)));
        }
        replies.add(new ModelException.Unavailable("broken", null, null));
        replies.add("yes");

        client().generate(request(), CallScope.none());

        assertThat(pauses.getLast()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void stopsAfterTheMostAttemptsAndSaysSo() {
        replies.add(new ModelException.Unavailable("the server is broken", null, null));

        assertThatThrownBy(() -> client(ModelLimits.DEFAULT.withMaxAttempts(4)).generate(request(), CallScope.none()))
                .isInstanceOf(ModelException.Unavailable.class)
                .hasMessageContaining("the server is broken")
                .hasMessageContaining("4 attempts");
        assertThat(asked).hasSize(4);
    }

    @Test
    void givesUpSoonWhereItReachedNothingYet() {
        replies.add(new ModelException.Unreachable("a web page", null));

        assertThatThrownBy(() -> client().generate(request(), CallScope.none()))
                .isInstanceOf(ModelException.Unreachable.class)
                .hasMessageStartingWith("a web page (3 attempts in ")
                .hasMessageEndingWith("is the address right, and does it run?)");
        assertThat(asked).hasSize(3);
    }

    @Test
    void asksAgainAsOftenAsUsualWhereItWasReachedBefore() {
        ModelClient client = client();
        replies.add(new ModelException.Unavailable("overloaded", null, null));
        for (int i = 0; i < 8; i++) {
            replies.add(new ModelException.Unreachable("the connection broke", null));
        }
        replies.add("yes");

        assertThat(client.generate(request(), CallScope.none()).text()).isEqualTo("yes");
        assertThat(asked).hasSize(10);
    }

    @Test
    void doesNotWaitLongerThanACallMayTake() {
        replies.add(new ModelException.RateLimited("come back tomorrow", Duration.ofHours(20)));

        assertThatThrownBy(() -> client().generate(request(), CallScope.none()))
                .isInstanceOf(ModelException.RateLimited.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotRepeatWhatCannotSucceed() {
        replies.add(new ModelException.Rejected("no such model", null));

        assertThatThrownBy(() -> client().generate(request(), CallScope.none())).hasMessage("no such model");
        assertThat(asked).hasSize(1);
    }

    @Test
    void leavesOutAParameterThatTheModelDoesNotTakeFromThenOn() {
        replies.add(new ModelException.ParameterUnsupported("temperature", "temperature is not supported"));
        replies.add("yes");
        ModelClient client = client();
        ModelRequest warm = request().withParameters(ModelParameters.DEFAULT.withTemperature(0.5));

        client.generate(warm, CallScope.none());
        client.generate(warm, CallScope.none());

        assertThat(asked).extracting(each -> each.parameters().temperature()).containsExactly(0.5, null, null);
    }

    @Test
    void asksForASchemaInTheStrictestFormThatIsKnownAndRemembersIt() {
        replies.add(new ModelException.SchemaUnsupported("no json_schema"));
        replies.add(new ModelException.SchemaUnsupported("no json_object"));
        replies.add("```json\n{\"rationale\":\"so\",\"ok\":true}\n```");
        ModelClient client = client();

        client.ask(request().withSchema(YES_NO), CallScope.none());
        client.ask(request().withSchema(YES_NO), CallScope.none());

        assertThat(asked)
                .extracting(each -> each.schema().form())
                .containsExactly(
                        ReplySchema.Form.SCHEMA, ReplySchema.Form.OBJECT, ReplySchema.Form.NONE, ReplySchema.Form.NONE);
        assertThat(asked.getLast().messages().getLast().text()).contains("\"rationale\"");
    }

    @Test
    void asksAgainWithTheFaultNamedAndDoesNotAskForLess() {
        replies.add("I think so");
        replies.add("{\"rationale\":\"so\"}");
        replies.add("{\"rationale\":\"so\",\"ok\":\"maybe\"}");
        replies.add("{\"rationale\":\"so\",\"ok\":true}");

        StructuredReply reply = client().ask(request().withSchema(YES_NO), CallScope.none());

        assertThat(reply.fields().get("ok")).contains(true);
        assertThat(reply.usage()).isEqualTo(Usage.of(400, 80));
        assertThat(asked).extracting(each -> each.schema().form()).containsOnly(ReplySchema.Form.SCHEMA);
        assertThat(asked.get(1).messages().getLast().text()).contains("there is no JSON object in it");
        assertThat(asked.get(2).messages().getLast().text()).contains("field 'ok' is missing");
        assertThat(asked.get(3).messages().getLast().text()).contains("has to be of type boolean, found: maybe");
    }

    @Test
    void failsInTheEndInsteadOfGuessing() {
        replies.add("no JSON here");

        assertThatThrownBy(() -> client().ask(request().withSchema(YES_NO), CallScope.none()))
                .isInstanceOf(ModelException.Malformed.class);
    }

    @Test
    void tellsWhatEachCallTook() {
        List<ModelCall> made = new ArrayList<>();
        replies.add(new ModelException.Unavailable("broken", null, null));
        replies.add("yes");

        client().generate(request(), CallScope.of("case", 1, null, made::add));

        assertThat(made).hasSize(1);
        assertThat(made.getFirst().attempts()).isEqualTo(2);
        assertThat(made.getFirst().usage()).isEqualTo(Usage.of(100, 20));
        assertThat(made.getFirst().usd()).isEqualByComparingTo(new BigDecimal("0.000027"));
    }

    @Test
    void doesNotMakeACallThatABudgetDoesNotAllow() {
        replies.add("yes");
        Ledger ledger = Ledger.ofRun(Budget.NONE.withTokens(2000L)).ofSession(Budget.NONE);
        ModelClient client = client();
        List<ModelCall> made = new ArrayList<>();
        CallScope scope = CallScope.of("case", 1, ledger, made::add);

        for (int i = 0; i < 9; i++) {
            client.generate(request(), scope);
        }

        assertThatThrownBy(() -> client.generate(request(), scope))
                .isInstanceOf(ModelException.BudgetSpent.class)
                .hasMessageContaining("budget of 2000 tokens")
                .hasMessageContaining("1080 are used or reserved");
        assertThat(asked).hasSize(9);
        assertThat(made).as("what was not sent is no call").hasSize(9);
        assertThat(ledger.tokens()).isEqualTo(1080);
    }

    @Test
    void tellsWhatACallMayTakeInDollarsThatCanBeRead() {
        Ledger ledger = Ledger.ofRun(Budget.NONE.withUsd(new BigDecimal("0.001")));

        assertThatThrownBy(() -> ledger.reserve(100, new BigDecimal("0.01206750")))
                .hasMessage(
                        "the run's budget of $0.001 does not allow the next call: $0 are spent or reserved, it may take $0.0121");
    }

    @Test
    void refusesABudgetInDollarsWherePricesAreUnknown() {
        var unknown = new ModelClient(request -> ModelReply.of("yes"), ModelLimits.DEFAULT);

        assertThatThrownBy(() -> unknown.checkPriceFor(Budget.NONE.withUsd(BigDecimal.ONE)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("its price is not known");
    }

    @Test
    void neverHasMoreCallsInFlightThanAllowed() throws InterruptedException {
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        var client = new ModelClient(
                request -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    try {
                        Thread.sleep(2);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    inFlight.decrementAndGet();
                    return ModelReply.of("yes");
                },
                ModelLimits.DEFAULT.withConcurrency(7));
        var done = new CountDownLatch(200);
        for (int i = 0; i < 200; i++) {
            CallScope scope = i % 3 == 0 ? CallScope.none().asSpare() : CallScope.none();
            Thread.ofVirtual().start(() -> {
                client.generate(request(), scope);
                done.countDown();
            });
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 7);
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void lowersTheLimitWhenTheProviderSlowsItDownAndRaisesItAgain() {
        replies.add(new ModelException.RateLimited("slow down", null));
        replies.add("yes");
        ModelClient client = client(ModelLimits.DEFAULT.withConcurrency(10));

        client.generate(request(), CallScope.none());
        int lowered = client.currentLimit();
        for (int i = 0; i < 100; i++) {
            client.generate(request(), CallScope.none());
        }

        assertThat(lowered).isLessThan(10);
        assertThat(client.currentLimit()).isEqualTo(10);
    }

    @Test
    void givesUpASlotWhenItIsInterrupted() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var client = new ModelClient(
                request -> {
                    begun.countDown();
                    try {
                        Thread.sleep(Duration.ofDays(1));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return ModelReply.of("late");
                },
                ModelLimits.DEFAULT.withConcurrency(1));
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                client.generate(request(), CallScope.none());
            } catch (ModelException.Cancelled e) {
                // as it should be
            }
        });
        begun.await();
        caller.interrupt();
        caller.join();

        assertThat(client.inFlight()).isZero();
    }
}
