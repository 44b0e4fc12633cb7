import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import gateway

client = gateway.open_gateway()

print("models:", ", ".join(model.id for model in client.models.list()))

response = client.chat.completions.with_raw_response.create(
    model=gateway.model,
    messages=[{"role": "user", "content": "日本の首都はどこですか？"}],
)
answer = response.parse()

print("answer:", answer.choices[0].message.content)
print("tokens:", answer.usage.prompt_tokens, "in,", answer.usage.completion_tokens, "out")
print("cost in US dollars:", response.headers["x-litellm-response-cost"])
print("answered by:", response.headers["x-litellm-model-group"])
print("fallbacks:", response.headers["x-litellm-attempted-fallbacks"])
print("trace:", response.headers["x-litellm-call-id"])
