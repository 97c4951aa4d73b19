package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An agent that is instrumented with OpenTelemetry's own SDK. */
class OpenTelemetryJavaTest {
    // docs:start
    /** Sends what the agent does to Rehearsal. */
    static SdkTracerProvider toRehearsal(String tracesUrl) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(tracesUrl) // http://127.0.0.1:7117/v1/traces
                .setCompression("gzip")
                .build();
        return SdkTracerProvider.builder()
                .setResource(
                        Resource.builder().put("service.name", "order-desk").build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /** A turn of a conversation: the root span names the conversation and what was said. */
    static void turn(Tracer tracer, String conversation, String question, String answer) {
        Span turn = tracer.spanBuilder("invoke_agent order-desk")
                .setAttribute("gen_ai.operation.name", "invoke_agent")
                .setAttribute("gen_ai.conversation.id", conversation)
                .setAttribute(
                        "gen_ai.input.messages",
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + question + "\"}]}]")
                .startSpan();
        try (Scope current = turn.makeCurrent()) {
            Span tool = tracer.spanBuilder("execute_tool look_up")
                    .setAttribute("gen_ai.operation.name", "execute_tool")
                    .setAttribute("gen_ai.tool.name", "look_up")
                    .setAttribute("gen_ai.tool.call.arguments", "{\"order\":17}")
                    .setAttribute("gen_ai.tool.call.result", "shipped")
                    .startSpan();
            tool.end();
            turn.setAttribute(
                    "gen_ai.output.messages",
                    "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"" + answer + "\"}]}]");
        } finally {
            turn.end();
        }
    }
    // docs:end

    @Test
    void becomesASessionTurnByTurn() {
        try (RunningServer server = RunningServer.start();
                SdkTracerProvider provider = toRehearsal(server.traces().toString())) {
            Tracer tracer = provider.get("agent");
            turn(tracer, "chat-7", "Where is my order?", "On its way.");
            turn(tracer, "chat-7", "When will it be here?", "Tomorrow.");
            provider.forceFlush().join(60, TimeUnit.SECONDS);

            assertThat(server.talk("chat-7"))
                    .containsExactly("Where is my order? -> On its way.", "When will it be here? -> Tomorrow.");
            assertThat(server.session("chat-7").row().experiment()).isEqualTo("order-desk");
            assertThat(server.session("chat-7").attributes().text("service.name"))
                    .contains("order-desk");
            assertThat(server.session("chat-7")
                            .conversation()
                            .turns()
                            .getFirst()
                            .answer()
                            .toolCalls())
                    .containsExactly(
                            ToolCall.of("", "look_up", "{\"order\":17}").withResult("shipped"));
        }
    }

    @Test
    void keepsWhatFailedAndWhatWasUsed() {
        try (RunningServer server = RunningServer.start();
                SdkTracerProvider provider = toRehearsal(server.traces().toString())) {
            Tracer tracer = provider.get("agent");
            Span root = tracer.spanBuilder("invoke_agent")
                    .setAttribute("session.id", "chat-8")
                    .startSpan();
            try (Scope current = root.makeCurrent()) {
                Span chat = tracer.spanBuilder("chat gpt-4o")
                        .setAttribute("gen_ai.operation.name", "chat")
                        .setAttribute("gen_ai.request.model", "gpt-4o")
                        .setAttribute("gen_ai.usage.input_tokens", 120L)
                        .setAttribute("gen_ai.usage.output_tokens", 30L)
                        .startSpan();
                chat.setStatus(StatusCode.ERROR, "overloaded");
                chat.recordException(new IllegalStateException("overloaded"));
                chat.end();
            }
            root.setStatus(StatusCode.ERROR, "the model does not answer");
            root.end();
            provider.forceFlush().join(60, TimeUnit.SECONDS);

            Turn turn = server.session("chat-8").conversation().turns().getFirst();
            assertThat(turn.failure()).isEqualTo("the model does not answer");
            assertThat(turn.answer().usage()).isEqualTo(Usage.of(120, 30));
            assertThat(turn.spans())
                    .extracting(dev.rehearsal.conversation.Span::failure)
                    .containsExactly("the model does not answer", "overloaded");
            assertThat(turn.spans())
                    .extracting(dev.rehearsal.conversation.Span::kind)
                    .containsExactly("other", "llm");
        }
    }
}
