import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import gateway

chunks = gateway.open_gateway().chat.completions.create(
    model=gateway.model,
    messages=[{"role": "user", "content": "Count from one to five."}],
    stream=True,
    stream_options={"include_usage": True},
)

pieces = 0
print("answer: ", end="")
for chunk in chunks:
    text = chunk.choices[0].delta.content if chunk.choices else None
    if text:
        pieces += 1
        print(text, end="", flush=True)
    if chunk.usage:
        print(f"\npieces: {pieces}")
        print(f"tokens: {chunk.usage.prompt_tokens} in, {chunk.usage.completion_tokens} out")
