import json
import os
import sys
import urllib.request

sys.path.append(os.path.join(os.path.dirname(__file__), ".."))
from openai import APIStatusError

import gateway

# Enough for one short call to Claude and not for many. US dollars.
budget = 0.002
# A gateway that knows no price for the model would never refuse.
most_calls = 50


def manage(path, body=None):
    request = urllib.request.Request(
        gateway.url + path,
        data=json.dumps(body).encode() if body else None,
        headers={"authorization": f"Bearer {gateway.key}", "content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


key = manage(
    "/key/generate",
    {
        "models": [gateway.model],
        "max_budget": budget,
        "budget_duration": "1d",
        "metadata": {"purpose": "workshop"},
    },
)["key"]
client = gateway.open_gateway(key)
try:
    calls = 0
    refused = "and never refused"
    while calls < most_calls:
        question = f"Question {calls + 1}: what may a key cost?"
        try:
            client.chat.completions.create(
                model=gateway.model,
                max_tokens=40,
                messages=[{"role": "user", "content": question}],
            )
        except APIStatusError as refusal:
            refused = f"then refused with {refusal.status_code}: {refusal.message}"
            break
        calls += 1
    print(f"answered: {calls}")
    print(refused)
    spend = manage(f"/key/info?key={key}")["info"]["spend"]
    print(f"spent: {spend} of {budget}")
finally:
    manage("/key/delete", {"keys": [key]})
