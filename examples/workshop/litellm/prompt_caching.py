import os
import sys
import time

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
import gateway

# Claude caches prefixes from 1,024 tokens on; the number makes them new to the cache in each run.
rule = "Be careful, be brief, and answer in the language of the question. "
handbook = f"Handbook {time.time_ns()}.\n{rule * 200}"
system = [{"type": "text", "text": handbook, "cache_control": {"type": "ephemeral"}}]

client = gateway.open_gateway()
for turn, question in enumerate(["What do you care about?", "And what else?"], start=1):
    response = client.chat.completions.with_raw_response.create(
        model=gateway.model,
        messages=[{"role": "system", "content": system}, {"role": "user", "content": question}],
    )
    # Counters of the cache that OpenAI's API has no names for.
    usage = response.parse().usage.model_dump()
    written, read = usage["cache_creation_input_tokens"], usage["cache_read_input_tokens"]
    print(f"call {turn}: written {written}, read {read}, cost {response.headers['x-litellm-response-cost']}")
