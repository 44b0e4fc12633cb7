"""Where the gateway is, with which key, and which model is asked; the defaults are those of .env.example."""

import os

from openai import OpenAI

url = os.getenv("GATEWAY_URL", "http://localhost:4000")
key = os.getenv("LITELLM_MASTER_KEY", "sk-litellm-test-key")
model = os.getenv("MODEL", "bedrock-converse-us-claude-3-7-sonnet-v1")


def open_gateway(api_key=key):
    """The gateway tries again by itself; a client that does so too would hide what it tells."""
    return OpenAI(base_url=url, api_key=api_key, max_retries=0)
