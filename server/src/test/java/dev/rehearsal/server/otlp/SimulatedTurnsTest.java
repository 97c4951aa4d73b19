package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Turn;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an agent measures itself, while it is rehearsed, becomes the steps of the turn. */
class SimulatedTurnsTest {
    private static final TextMapPropagator PROPAGATION =
            TextMapPropagator.composite(W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());

    private static final TextMapGetter<HttpExchange> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpExchange exchange) {
            return exchange.getRequestHeaders().keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpExchange exchange, String name) {
            return exchange == null ? null : exchange.getRequestHeaders().getFirst(name);
        }
    };

    private static HttpServer agent(SdkTracerProvider provider) throws IOException {
        HttpServer agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/", exchange -> {
            Context context = PROPAGATION.extract(Context.root(), exchange, HEADERS);
            Span root = provider.get("agent")
                    .spanBuilder("POST /chat")
                    .setParent(context)
                    .setAttribute(
                            "session.id",
                            String.valueOf(Baggage.fromContext(context).getEntryValue("session.id")))
                    .startSpan();
            provider.get("agent")
                    .spanBuilder("execute_tool look_up")
                    .setParent(context.with(root))
                    .setAttribute("gen_ai.tool.name", "look_up")
                    .startSpan()
                    .end();
            root.end();
            provider.forceFlush().join(60, TimeUnit.SECONDS);
            byte[] answer = "Sure.".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        agent.start();
        return agent;
    }

    @Test
    void haveTheSpansOfAnAgentBehindHttp() throws Exception {
        try (RunningServer server = RunningServer.start();
                SdkTracerProvider provider =
                        OpenTelemetryJavaTest.toRehearsal(server.traces().toString())) {
            HttpServer agent = agent(provider);
            try {
                SimulatedTurns.of(
                        URI.create("http://127.0.0.1:" + agent.getAddress().getPort() + "/chat"), server.store);
            } finally {
                agent.stop(0);
            }

            for (Turn turn : SimulatedTurns.only(server.store).conversation().turns()) {
                assertThat(turn.spans())
                        .extracting(dev.rehearsal.conversation.Span::kind)
                        .containsExactlyInAnyOrder("other", "tool");
                assertThat(turn.spans())
                        .filteredOn(span -> span.parentId() == null)
                        .extracting(dev.rehearsal.conversation.Span::name)
                        .as("directly under the turn")
                        .containsExactly("POST /chat");
            }
        }
    }
}
