"""MLflow's own tracing, sent to the platform instead of a tracking server."""

import base64
import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))

platform = os.getenv("LANGFUSE_HOST", "http://localhost:3000")
public_key = os.getenv("LANGFUSE_PUBLIC_KEY", "pk-lf-ac11f99d-904b-460b-b23d-d7022139e114")
secret_key = os.getenv("LANGFUSE_SECRET_KEY", "sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea")
authorization = base64.b64encode(f"{public_key}:{secret_key}".encode()).decode()
os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = f"{platform}/api/public/otel/v1/traces"
os.environ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf"
os.environ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = f"Authorization=Basic {authorization}"

import mlflow

import gateway

mlflow.openai.autolog()


@mlflow.trace(span_type="CHAIN")
def answer(question):
    completion = gateway.open_gateway().chat.completions.create(
        model=gateway.model,
        messages=[{"role": "user", "content": question}],
    )
    return completion.choices[0].message.content


@mlflow.trace(name="workshop-questions")
def main():
    print("answer:", answer("What does MLflow trace?"))
    return mlflow.get_current_active_span().trace_id


trace_id = main()
mlflow.flush_trace_async_logging()
print("trace:", trace_id.removeprefix("tr-"))
