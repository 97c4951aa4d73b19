"""Lets MLflow judge sessions of an experiment: what the judge is asked, and what comes of an evaluation over the traces, as JSON."""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

asked = []


class Model(BaseHTTPRequestHandler):
    """Says yes to everything, in the shape of OpenAI's chat completions, and keeps what it was asked."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked.append(body["messages"])
        verdict = json.dumps({"result": "yes", "rationale": "it did"})
        answer = json.dumps({
            "id": "c1", "object": "chat.completion", "created": 1, "model": body.get("model", "stub"),
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": verdict}}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


model = ThreadingHTTPServer(("127.0.0.1", 0), Model)
threading.Thread(target=model.serve_forever, daemon=True).start()
os.environ["OPENAI_API_KEY"] = "none"
os.environ["OPENAI_API_BASE"] = os.environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{model.server_port}/v1"

import mlflow
from mlflow.genai.scorers import ConversationCompleteness

experiment = mlflow.get_experiment_by_name(sys.argv[1])
wanted = sys.argv[2]
mlflow.set_experiment(experiment_id=experiment.experiment_id)
session = next(each for each in mlflow.search_sessions(locations=[experiment.experiment_id], max_results=1000) if each.id == wanted)
judge = ConversationCompleteness(model="openai:/stub")
feedback = judge(session=list(session))
question = "\n".join(str(message["content"]) for message in asked[0])
result = mlflow.genai.evaluate(data=list(session), scorers=[judge])
print(json.dumps({
    "verdict": feedback.value,
    "question": question,
    "metrics": result.metrics,
    "traces": len(result.result_df),
}))
