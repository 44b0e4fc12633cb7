import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
from langfuse import propagate_attributes

import gateway
from platform_client import langfuse, read_trace


def answer(question):
    """The program tells of its own work; the gateway hangs its call below it, so that one trace shows both."""
    with langfuse.start_as_current_observation(name="answer-a-question", input=question) as span:
        metadata = {"existing_trace_id": span.trace_id, "parent_observation_id": span.id}
        completion = gateway.open_gateway().chat.completions.create(
            model=gateway.model,
            messages=[{"role": "user", "content": question}],
            extra_body={"metadata": metadata},
        )
        span.update(output=completion.choices[0].message.content)
        return span.trace_id


about = {"trace_name": "workshop-program", "user_id": "workshop-reader", "session_id": "workshop-sdk"}
with propagate_attributes(**about, tags=["sdk"]):
    trace_id = answer("What is a span?")
langfuse.flush()

trace = read_trace(trace_id, 2)
print("trace:", trace.id, trace.name)
print("user, session, tags:", trace.user_id, trace.session_id, ", ".join(trace.tags))
for observation in trace.observations:
    place = "(below another)" if observation.parent_observation_id else "(at the top)"
    print("observation:", observation.type, observation.name, place)
print("cost in US dollars:", trace.total_cost)
