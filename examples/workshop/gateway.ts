import OpenAI from 'openai'

/** Where the gateway is, with which key, and which model is asked; the defaults are those of `.env.example`. */
export const gatewayUrl = process.env.GATEWAY_URL ?? 'http://localhost:4000'
export const gatewayKey = process.env.LITELLM_MASTER_KEY ?? 'sk-litellm-test-key'
export const model = process.env.MODEL ?? 'bedrock-converse-us-claude-3-7-sonnet-v1'

/** The gateway tries again by itself; a client that does so too would hide what it tells. */
export function openGateway(apiKey = gatewayKey): OpenAI {
  return new OpenAI({ baseURL: gatewayUrl, apiKey, maxRetries: 0 })
}
