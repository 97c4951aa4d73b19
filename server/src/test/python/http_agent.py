"""An agent behind HTTP that goes on with the trace of whoever asks it, by OpenTelemetry's SDK for Python."""
import http.server
import sys

from opentelemetry import baggage, propagate, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(sys.argv[1])))
tracer = provider.get_tracer("agent")


class Agent(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        context = propagate.extract({name.lower(): value for name, value in self.headers.items()})
        with tracer.start_as_current_span("answer", context=context) as span:
            span.set_attribute("session.id", baggage.get_baggage("session.id", context) or "")
            with tracer.start_as_current_span("execute_tool look_up") as tool:
                tool.set_attribute("gen_ai.tool.name", "look_up")
        provider.force_flush()
        self.send_response(200)
        self.send_header("content-length", "5")
        self.end_headers()
        self.wfile.write(b"Sure.")

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Agent)
print(f"http://127.0.0.1:{server.server_port}/chat", flush=True)
server.serve_forever()
