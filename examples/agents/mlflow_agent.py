"""An agent behind MLflow's agent server; start it with: uvicorn mlflow_agent:app --port 8000"""
from mlflow.genai.agent_server import AgentServer, invoke, stream
from mlflow.types.responses import ResponsesAgentRequest, ResponsesAgentResponse, ResponsesAgentStreamEvent


def message(request: ResponsesAgentRequest) -> dict:
    text = f"Conversation {request.context.conversation_id}: you said {request.input[-1].content}"
    return {"type": "message", "id": "m1", "role": "assistant", "content": [{"type": "output_text", "text": text}]}


@invoke()
def answer(request: ResponsesAgentRequest) -> ResponsesAgentResponse:
    call = {"type": "function_call", "id": "f1", "call_id": "c1", "name": "look_up", "arguments": "{}"}
    result = {"type": "function_call_output", "call_id": "c1", "output": "nothing"}
    return ResponsesAgentResponse(output=[call, result, message(request)])


@stream()
def answer_in_parts(request: ResponsesAgentRequest):
    item = message(request)
    for word in item["content"][0]["text"].split(" "):
        yield ResponsesAgentStreamEvent(type="response.output_text.delta", item_id="m1", delta=word + " ")
    yield ResponsesAgentStreamEvent(type="response.output_item.done", item=item)


app = AgentServer("ResponsesAgent").app
