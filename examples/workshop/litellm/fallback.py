import os
import sys

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import gateway

response = gateway.open_gateway().chat.completions.with_raw_response.create(
    model=gateway.model,
    messages=[{"role": "user", "content": "Who answers when the first model is throttled?"}],
    # The model cannot be made to fail at will, so the gateway is asked to act as if it had.
    extra_body={"mock_testing_fallbacks": True},
)

print("answer:", response.parse().choices[0].message.content)
print("asked:", gateway.model)
print("answered by:", response.headers["x-litellm-model-group"])
print("fallbacks:", response.headers["x-litellm-attempted-fallbacks"])
print("trace:", response.headers["x-litellm-call-id"])
