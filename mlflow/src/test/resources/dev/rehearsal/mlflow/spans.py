"""Reads a file of spans as MLflow's client does, and says what it found."""

import json
import sys

from mlflow.entities import TraceData

with open(sys.argv[1], encoding="utf-8") as file:
    data = TraceData.from_dict(json.load(file))
print(
    json.dumps(
        [
            {
                "name": span.name,
                "type": span.span_type,
                "status": span.status.status_code.value,
                "parent": span.parent_id is not None,
                "inputs": span.inputs,
            }
            for span in data.spans
        ]
    )
)
