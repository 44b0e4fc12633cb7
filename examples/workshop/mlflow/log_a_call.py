import os
import sys
import time

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import mlflow

import gateway

tracking_uri = os.getenv("MLFLOW_TRACKING_URI", "http://localhost:5000")
experiment_name = os.getenv("MLFLOW_EXPERIMENT_NAME", "/litellm-monitoring")
client = mlflow.MlflowClient(tracking_uri)


def find_run(request_id):
    """The gateway tells MLflow of a call a moment after its answer."""
    for _ in range(60):
        experiment = client.get_experiment_by_name(experiment_name)
        if experiment:
            wanted = f"tags.request_id = '{request_id}' and attributes.status != 'RUNNING'"
            for run in client.search_runs([experiment.experiment_id], wanted):
                return run
        time.sleep(0.5)
    raise TimeoutError(f"{tracking_uri} has no run of the call {request_id}")


response = gateway.open_gateway().chat.completions.with_raw_response.create(
    model=gateway.model,
    messages=[{"role": "user", "content": "機械学習の実験管理とは何ですか？"}],
    user="workshop-reader",
    temperature=0.7,
    max_tokens=200,
)

run = find_run(response.headers["x-litellm-call-id"])
print(f"run: {run.info.run_name} {run.info.status}")
for kind in ["params", "metrics", "tags"]:
    for key, value in getattr(run.data, kind).items():
        if not key.startswith("mlflow."):
            print(f"{kind}: {key} = {value}")
