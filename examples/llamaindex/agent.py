import asyncio
import os

from langfuse import get_client, propagate_attributes
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.llms.openai_like import OpenAILike
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor

# LANGFUSE_BASE_URL, LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY say where the traces go.
langfuse = get_client()
LlamaIndexInstrumentor().instrument()

llm = OpenAILike(
    model=os.getenv("MODEL", "bedrock-converse-us-claude-3-7-sonnet-v1"),
    api_key=os.getenv("LITELLM_MASTER_KEY", "sk-litellm-test-key"),
    api_base=os.getenv("GATEWAY_URL", "http://localhost:4000"),
    is_chat_model=True,
    is_function_calling_model=True,
)


def get_weather(city: str) -> str:
    """The weather of a city today."""
    return f"{city}: sunny, 21 °C"


async def main():
    agent = FunctionAgent(tools=[get_weather], llm=llm, streaming=False)
    about = {"trace_name": "weather-question", "user_id": "workshop-reader", "tags": ["llamaindex"]}
    with propagate_attributes(**about):
        with langfuse.start_as_current_observation(name="weather-question") as span:
            answer = await agent.run("How is the weather in Kyoto?")
            span.update(output=str(answer))
            print("answer:", answer)
            print("trace:", span.trace_id)


asyncio.run(main())
langfuse.flush()
