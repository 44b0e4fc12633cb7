import os
import uuid

from langchain.agents import create_agent
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from langfuse import get_client, propagate_attributes
from langfuse.langchain import CallbackHandler

# LANGFUSE_BASE_URL, LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY say where the traces go.
langfuse = get_client()

session_id = f"langchain-{uuid.uuid4()}"
model = ChatOpenAI(
    model=os.getenv("MODEL", "bedrock-converse-us-claude-3-7-sonnet-v1"),
    api_key=os.getenv("LITELLM_MASTER_KEY", "sk-litellm-test-key"),
    base_url=os.getenv("GATEWAY_URL", "http://localhost:4000"),
    # What the gateway records of the same calls lies in the same session.
    default_headers={"x-litellm-session-id": session_id},
)


@tool
def get_weather(city: str) -> str:
    """The weather of a city today."""
    return f"{city}: sunny, 21 °C"


agent = create_agent(model, [get_weather])
callbacks = CallbackHandler()
with propagate_attributes(session_id=session_id, user_id="workshop-reader", tags=["langchain"]):
    result = agent.invoke(
        {"messages": [{"role": "user", "content": "How is the weather in Kyoto?"}]},
        {"callbacks": [callbacks], "run_name": "weather-agent"},
    )
langfuse.flush()

print("answer:", result["messages"][-1].content)
print("session:", session_id)
print("trace:", callbacks.last_trace_id)
