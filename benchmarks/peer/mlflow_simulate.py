"""The reference on the same workload: MLflow's ConversationSimulator against the same model server.

Usage: mlflow_simulate.py CONVERSATIONS TURNS [--evaluate]
Reads OPENAI_API_BASE (the model server's base URL), MLFLOW_TRACKING_URI and MLflow's own settings from the environment, and prints one line
of JSON. CPU is user and system time of this process from its start, wall time that of the call, imports not included.
"""

import json
import os
import resource
import sys
import time

import mlflow
from mlflow.genai.simulators import ConversationSimulator


def agent(messages, **kwargs):
    turn = (len(messages) + 1) // 2
    return f"Here is step {turn} of what you need."


def main():
    conversations, turns = int(sys.argv[1]), int(sys.argv[2])
    evaluate = "--evaluate" in sys.argv
    mlflow.set_experiment("peer")
    simulator = ConversationSimulator(
        test_cases=[{"goal": f"Find out how to change setting {i} and change it"} for i in range(conversations)],
        max_turns=turns,
        user_model="openai:/mock",
    )
    began = time.time()
    if evaluate:
        from mlflow.genai.scorers import ConversationCompleteness, Safety

        mlflow.genai.evaluate(
            data=simulator,
            predict_fn=agent,
            scorers=[ConversationCompleteness(model="openai:/mock"), Safety(model="openai:/mock")],
        )
        kept = None
    else:
        kept = sum(len(traces) for traces in simulator.simulate(agent))
    call = time.time() - began
    if kept is not None and kept != conversations * turns:
        sys.exit(f"{kept} of {conversations * turns} turns: the model server says that goals are achieved, or does not know the goal check by its words")
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(
        json.dumps(
            {
                "peer": "mlflow " + mlflow.__version__,
                "conversations": conversations,
                "turns": turns,
                "evaluate": evaluate,
                "workers": os.environ.get("MLFLOW_GENAI_SIMULATOR_MAX_WORKERS", "default"),
                "call_s": round(call, 2),
                "cpu_s": round(cpu, 2),
                "cpu_ms_per_turn": round(cpu * 1000 / (conversations * turns), 2),
                "turns_kept": kept,
                "peak_mb": round(used.ru_maxrss / 1024),
            }
        )
    )


main()
