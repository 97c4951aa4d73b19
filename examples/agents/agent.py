"""An agent as a process, in Python: one line of JSON in, one line of JSON out, for each turn."""
import json
import sys

for line in sys.stdin:
    turn = json.loads(line)  # session_id, turn, message, messages, context
    name = turn["context"].get("name", "there")
    print(f"turn {turn['turn']} of {turn['session_id']}", file=sys.stderr)  # what is meant for people
    answer = {
        "answer": f"Hello {name}, you said: {turn['message']}",
        "tool_calls": [{"name": "look_up", "arguments": {"text": turn["message"]}, "result": "nothing"}],
        "usage": {"input_tokens": len(turn["messages"]), "output_tokens": 1},
    }
    print(json.dumps(answer), flush=True)
