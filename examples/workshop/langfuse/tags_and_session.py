import os
import sys
import uuid

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import gateway
from platform_client import read_trace

# The gateway reads these names in the metadata of a request and writes them to the trace of the call.
metadata = {
    "trace_id": str(uuid.uuid4()),
    "trace_name": "workshop-question",
    "session_id": f"workshop-{uuid.uuid4()}",
    "trace_user_id": "workshop-reader",
    "tags": ["workshop", "cline"],
}

gateway.open_gateway().chat.completions.create(
    model=gateway.model,
    messages=[{"role": "user", "content": "トレースには何が残りますか？"}],
    extra_body={"metadata": metadata},
)

trace = read_trace(metadata["trace_id"], 1)
print("trace:", trace.id, trace.name)
print("session:", trace.session_id)
print("user:", trace.user_id)
print("tags:", ", ".join(trace.tags))
print("cost in US dollars:", trace.total_cost)
