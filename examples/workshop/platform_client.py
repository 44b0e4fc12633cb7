"""Where the platform is, and the keys of a project there; the defaults are those of .env.example."""

import os
import time

from langfuse import Langfuse

langfuse = Langfuse(
    base_url=os.getenv("LANGFUSE_HOST", "http://localhost:3000"),
    public_key=os.getenv("LANGFUSE_PUBLIC_KEY", "pk-lf-ac11f99d-904b-460b-b23d-d7022139e114"),
    secret_key=os.getenv("LANGFUSE_SECRET_KEY", "sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea"),
)


def read_trace(trace_id, observations):
    """A trace with so many observations: the gateway tells of a call a moment after its answer."""
    for _ in range(60):
        try:
            trace = langfuse.api.trace.get(trace_id)
            if len(trace.observations) >= observations:
                return trace
        except Exception as error:
            if getattr(error, "status_code", None) != 404:
                raise
        time.sleep(0.5)
    raise TimeoutError(f"the trace {trace_id} has not come")
