package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.rehearsal.agents.langchain4j.LangChain4jAgent;
import dev.rehearsal.agents.spring.SpringAiAgent;
import dev.rehearsal.cli.report.SessionView;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.formats.report.PlacedSpan;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;

/** The spans that an agent's framework makes itself, while it is rehearsed in this process, are steps of the turn. */
class FrameworkSpansTest {
    /** What the SDK sent, to see that nothing but the turns has it. */
    private final ConcurrentLinkedQueue<SpanData> sent = new ConcurrentLinkedQueue<>();

    // docs:langchain4j
    /** Tells OpenTelemetry of each call of a model, in the words of its conventions for generative AI. */
    record ModelSpans(Tracer tracer) implements ChatModelListener {
        @Override
        public void onRequest(ChatModelRequestContext context) {
            String model = String.valueOf(context.chatRequest().modelName());
            context.attributes()
                    .put(
                            ModelSpans.class,
                            tracer.spanBuilder("chat " + model)
                                    .setAttribute("gen_ai.operation.name", "chat")
                                    .setAttribute("gen_ai.request.model", model)
                                    .startSpan());
        }

        @Override
        public void onResponse(ChatModelResponseContext context) {
            TokenUsage usage = context.chatResponse().tokenUsage();
            span(context.attributes())
                    .setAttribute("gen_ai.usage.input_tokens", (long) usage.inputTokenCount())
                    .setAttribute("gen_ai.usage.output_tokens", (long) usage.outputTokenCount())
                    .end();
        }

        @Override
        public void onError(ChatModelErrorContext context) {
            span(context.attributes())
                    .setStatus(StatusCode.ERROR, String.valueOf(context.error().getMessage()))
                    .end();
        }

        private static Span span(Map<Object, Object> attributes) {
            return (Span) attributes.get(ModelSpans.class);
        }
    }
    // docs:end

    /** An AiService with memory and a tool that makes a span of its own. */
    private static Agent langChain4j(Tracer tracer) {
        ChatModel model = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                AiMessage message = request.messages().getLast() instanceof ToolExecutionResultMessage result
                        ? AiMessage.from("It is this: " + result.text())
                        : AiMessage.from(ToolExecutionRequest.builder()
                                .id("c1")
                                .name("find")
                                .arguments("{}")
                                .build());
                return ChatResponse.builder()
                        .aiMessage(message)
                        .tokenUsage(new TokenUsage(10, 2))
                        .build();
            }

            @Override
            public ChatRequestParameters defaultRequestParameters() {
                return ChatRequestParameters.builder().modelName("shop").build();
            }

            @Override
            public List<ChatModelListener> listeners() {
                return List.of(new ModelSpans(tracer));
            }
        };
        return LangChain4jAgent.of(AiServices.builder(LangChain4jShopTest.Assistant.class)
                .chatModel(model)
                .tools(new Desk(tracer))
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
                .build()::chat);
    }

    record Desk(Tracer tracer) {
        @Tool
        String find() {
            tracer.spanBuilder("SELECT orders").startSpan().end();
            return "order 7 was sent";
        }
    }

    // docs:spring
    /** Micrometer's observations as spans of OpenTelemetry; Spring Boot does the same where the bridge is on the class path. */
    static ObservationRegistry observations(Tracer tracer) {
        var registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new DefaultTracingObservationHandler(
                        new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {})));
        return registry;
    }
    // docs:end

    private static Agent springAi(Tracer tracer) {
        ObservationRegistry registry = observations(tracer);
        return SpringAiAgent.of(ChatClient.builder(new ObservedSpringModel(registry), registry, null, null)
                .defaultToolCallbacks(ObservedSpringModel.find())
                .build());
    }

    /** Rehearses two turns with the agent; its spans come by OTLP, as from any program. */
    private List<Turn> rehearsed(Function<Tracer, Agent> agent, StringWriter shown) {
        try (Store store = Store.inMemory();
                RehearsalServer server =
                        RehearsalServer.builder(store).port(0).build().start();
                SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite(
                                        new Sent(sent),
                                        OtlpHttpSpanExporter.builder()
                                                .setEndpoint(server.address()
                                                        .resolve("/v1/traces")
                                                        .toString())
                                                .build()))
                                .build())
                        .build()) {
            Evaluation.of(ConversationSimulator.builder()
                            .testCases(TestCase.of("Learn where order 7 is"))
                            .maxTurns(2)
                            .simulatedUser(request -> UserReply.of("Where is it? " + request.turn()))
                            .goalCheck(GoalCheck.never())
                            .build())
                    .agent(agent.apply(provider.get("agent")))
                    .store(store)
                    .run();
            provider.forceFlush().join(60, TimeUnit.SECONDS);

            var rows = store.sessions().search(SessionQuery.newest(9).withInterrupted(true));
            assertThat(rows).as("no session of their own").hasSize(1);
            SessionRecord session =
                    store.sessions().get(rows.getFirst().sessionId()).orElseThrow();
            assertThat(sent)
                    .extracting(SpanData::getTraceId)
                    .as("the traces of the turns")
                    .containsOnly(
                            TraceId.of(session.row().sessionId(), 1).value(),
                            TraceId.of(session.row().sessionId(), 2).value());
            new SessionView(Terminal.to(shown, shown, 100, Map.of()), session, false).print();
            return session.conversation().turns();
        }
    }

    @Test
    void ofLangChain4jAreStepsOfTheTurn() {
        var shown = new StringWriter();
        assertThat(rehearsed(FrameworkSpansTest::langChain4j, shown))
                .hasSize(2)
                .allSatisfy(turn -> assertThat(tree(turn))
                        .containsExactly("chat shop (llm)", "SELECT orders (other)", "chat shop (llm)"));
        assertThat(shown.toString())
                .contains(
                        "→ find {} ⇒ order 7 was sent",
                        "          · chat shop (llm)",
                        "          · SELECT orders (other)");
    }

    @Test
    void ofSpringAiAreStepsOfTheTurn() {
        var shown = new StringWriter();
        assertThat(rehearsed(FrameworkSpansTest::springAi, shown))
                .hasSize(2)
                .allSatisfy(turn -> assertThat(tree(turn))
                        .containsExactly(
                                "spring_ai chat_client (agent)",
                                "  call (other)",
                                "    chat shop (llm)",
                                "    tool_call find (tool)",
                                "    chat shop (llm)"));
        assertThat(shown.toString())
                .contains("          · spring_ai chat_client (agent)", "              · tool_call find (tool)");
    }

    private static List<String> tree(Turn turn) {
        return PlacedSpan.of(turn.spans(), 99).stream()
                .map(each -> "  ".repeat(each.depth()) + each.span().name() + " ("
                        + each.span().kind() + ")")
                .toList();
    }

    private record Sent(Collection<SpanData> spans) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
