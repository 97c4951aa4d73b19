"""An agent that is traced by MLflow, which exports its spans by OTLP: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT says where to."""
import mlflow
from mlflow.entities import SpanType


@mlflow.trace(span_type=SpanType.TOOL)
def look_up(order):
    return {"status": "shipped", "order": order}


@mlflow.trace(span_type=SpanType.CHAT_MODEL)
def model(messages):
    span = mlflow.get_current_active_span()
    span.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 11, "output_tokens": 4, "total_tokens": 15})
    return {"choices": [{"message": {"role": "assistant", "content": "On its way."}}]}


@mlflow.trace(span_type=SpanType.AGENT)
def agent(question, session):
    mlflow.update_current_trace(metadata={"mlflow.trace.session": session, "mlflow.trace.user": "u1"})
    mlflow.get_current_active_span().set_attribute("session.id", session)
    look_up(17)
    return model([{"role": "user", "content": question}])["choices"][0]["message"]["content"]


agent("Where is my order?", "chat-mlflow")
agent("And now?", "chat-mlflow")
mlflow.flush_trace_async_logging()
from opentelemetry import trace
for provider in {trace.get_tracer_provider()}:
    if hasattr(provider, "force_flush"):
        provider.force_flush()
