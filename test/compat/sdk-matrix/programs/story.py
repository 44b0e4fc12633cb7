"""What every SDK of the matrix tells about one request; `story.ts` says the same."""

import json
import os
import sys

name = "request"
user_id = "user-1"
tags = ["a", "b"]
metadata = {"k": "v"}
input = {"question": "天気は?"}
output = "sunny"
version = "v1"
model = "gpt-4o"
model_parameters = {"temperature": 0.5}
messages = [{"role": "user", "content": "天気は?"}]
picture = b"picture of the weather"

session_id = os.environ["STORY_SESSION"]
keys = {
    "public_key": os.environ["LANGFUSE_PUBLIC_KEY"],
    "secret_key": os.environ["LANGFUSE_SECRET_KEY"],
    "host": os.environ["LANGFUSE_HOST"],
    "environment": "staging",
    "release": "r1",
}


def openai_client():
    """The SDK's stand-in for OpenAI's client."""
    from langfuse.openai import OpenAI

    return OpenAI(base_url=os.environ["OPENAI_BASE_URL"], api_key="sk-emulator", max_retries=0)


def tell(features):
    """Runs the features that the arguments name, and says on one line what each left. The caller shuts its SDK down."""
    told = {feature: features[feature]() for feature in sys.argv[1:]}
    print(json.dumps(told))
