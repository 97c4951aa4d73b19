"""Lets MLflow's own simulator take the test cases of a dataset, as JSON."""

import json
import sys

from mlflow.genai.datasets import get_dataset
from mlflow.genai.simulators import ConversationSimulator

dataset = get_dataset(name=sys.argv[1])
simulator = ConversationSimulator(test_cases=dataset)
print(json.dumps({
    "goals": sorted(case["goal"] for case in simulator.test_cases),
    "records": [
        {"inputs": row["inputs"], "expectations": row["expectations"]} for row in dataset.to_df().to_dict("records")
    ],
}, default=str))
