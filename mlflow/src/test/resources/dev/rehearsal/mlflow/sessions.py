"""What MLflow's client finds of an experiment, as JSON: its sessions with all their turns, and its runs."""

import json
import sys

import mlflow

experiment = mlflow.get_experiment_by_name(sys.argv[1])


def assessment(each):
    value = each.expectation.value if each.expectation else each.feedback.value
    return {
        "name": each.name,
        "kind": "expectation" if each.expectation else "feedback",
        "value": value,
        "error": each.feedback.error.error_message if each.feedback and each.feedback.error else None,
        "rationale": each.rationale,
        "valid": each.valid,
        "source": f"{each.source.source_type}/{each.source.source_id}",
        "session": (each.metadata or {}).get("mlflow.trace.session"),
        "run": (each.metadata or {}).get("mlflow.assessment.sourceRunId"),
    }


def span(each, spans):
    names = {s.span_id: s.name for s in spans}
    return {
        "name": each.name,
        "type": each.span_type,
        "parent": names.get(each.parent_id),
        "inputs": each.inputs,
        "outputs": each.outputs,
        "status": each.status.status_code.value,
        "attributes": {k: v for k, v in each.attributes.items() if k.startswith(("mlflow.simulation", "rehearsal."))},
    }


def turn(trace):
    return {
        "id": trace.info.trace_id,
        "state": trace.info.state.value,
        "request": trace.info.request_preview,
        "response": trace.info.response_preview,
        "duration": trace.info.execution_duration,
        "time": trace.info.request_time,
        "metadata": trace.info.trace_metadata,
        "name": trace.info.tags.get("mlflow.traceName"),
        "usage": trace.info.token_usage,
        "spans": [span(each, trace.data.spans) for each in trace.data.spans],
        "assessments": sorted(map(assessment, trace.info.assessments), key=lambda a: (a["name"], str(a["value"]))),
    }


sessions = mlflow.search_sessions(locations=[experiment.experiment_id], max_results=1000)
client = mlflow.MlflowClient()
runs = client.search_runs([experiment.experiment_id])
print(json.dumps({
    "sessions": {session.id: [turn(trace) for trace in session.traces] for session in sessions},
    "runs": [
        {
            "id": run.info.run_id,
            "name": run.info.run_name,
            "status": run.info.status,
            "metrics": run.data.metrics,
            "params": run.data.params,
            "tags": {k: v for k, v in run.data.tags.items() if k != "mlflow.user"},
            "datasets": [each.dataset.name for each in run.inputs.dataset_inputs],
            "traces": len(mlflow.search_traces(locations=[experiment.experiment_id], run_id=run.info.run_id, return_type="list")),
        }
        for run in runs
    ],
}))
