"""An agent whose conversation is traced with OpenTelemetry's SDK for Python."""
import json
import sys

# docs:start
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def to_rehearsal(traces_url):
    """traces_url: http://127.0.0.1:7117/v1/traces"""
    provider = TracerProvider(resource=Resource.create({"service.name": "order-desk"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(traces_url, compression=Compression.Gzip)))
    trace.set_tracer_provider(provider)
    return provider


def turn(conversation, history, answer):
    """history: the messages so far, the user's newest one last; only what is new is kept."""
    tracer = trace.get_tracer("agent")
    with tracer.start_as_current_span("chat gpt-4o") as span:
        span.set_attribute("gen_ai.operation.name", "chat")
        span.set_attribute("gen_ai.conversation.id", conversation)
        span.set_attribute("gen_ai.input.messages", json.dumps(history))
        span.set_attribute("gen_ai.output.messages", json.dumps([says("assistant", answer)]))


def says(role, text):
    return {"role": role, "parts": [{"type": "text", "content": text}]}
# docs:end


provider = to_rehearsal(sys.argv[1])
messages = [says("system", "You are an order desk."), says("user", "Where is my order?")]
turn("chat-python", messages, "On its way.")
messages += [says("assistant", "On its way."), says("user", "When will it be here? Grüße")]
turn("chat-python", messages, "Tomorrow.")
provider.shutdown()
