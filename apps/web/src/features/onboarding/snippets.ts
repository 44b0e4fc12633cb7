/** What a snippet is filled with. Secrets never are: the browser does not know them. */
export interface SnippetValues {
  readonly serverUrl: string
  readonly gatewayUrl: string
  readonly publicKey: string
}

export const snippetNames = [
  'demo',
  'cline',
  'claudeCode',
  'curl',
  'openai',
  'langchain',
  'langfuse',
] as const
export type SnippetName = (typeof snippetNames)[number]
/** Those that call a model. */
export const gatewaySnippetNames = ['cline', 'claudeCode', 'openai', 'langchain', 'curl'] as const

// A built-in demo model: it answers whatever the gateway's own models are.
const model = 'demo-claude-sonnet-4'

const makers: Record<SnippetName, (values: SnippetValues) => string> = {
  demo: () => 'npm run demo',
  cline: ({ gatewayUrl }) =>
    [
      `API Provider   LiteLLM`,
      `Base URL       ${gatewayUrl}`,
      `API Key        <sk-…>`,
      `Model          ${model}`,
    ].join('\n'),
  claudeCode: ({ gatewayUrl }) =>
    [
      `export ANTHROPIC_BASE_URL=${gatewayUrl}`,
      `export ANTHROPIC_AUTH_TOKEN=<sk-…>`,
      `claude --model ${model}`,
    ].join('\n'),
  curl: ({ gatewayUrl }) =>
    [
      `curl ${gatewayUrl}/v1/chat/completions \\`,
      `  -H "Authorization: Bearer $LITELLM_MASTER_KEY" \\`,
      `  -H "Content-Type: application/json" \\`,
      `  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'`,
    ].join('\n'),
  openai: ({ gatewayUrl }) =>
    [
      `import OpenAI from 'openai'`,
      ``,
      `const client = new OpenAI({`,
      `  baseURL: '${gatewayUrl}/v1',`,
      `  apiKey: process.env.LITELLM_MASTER_KEY,`,
      `})`,
      `await client.chat.completions.create({`,
      `  model: '${model}',`,
      `  messages: [{ role: 'user', content: 'Hello' }],`,
      `})`,
    ].join('\n'),
  langchain: ({ gatewayUrl }) =>
    [
      `import { ChatOpenAI } from '@langchain/openai'`,
      ``,
      `const llm = new ChatOpenAI({`,
      `  model: '${model}',`,
      `  apiKey: process.env.LITELLM_MASTER_KEY,`,
      `  configuration: { baseURL: '${gatewayUrl}/v1' },`,
      `})`,
      `await llm.invoke('Hello')`,
    ].join('\n'),
  langfuse: ({ serverUrl, publicKey }) =>
    [
      `LANGFUSE_PUBLIC_KEY=${publicKey}`,
      `LANGFUSE_SECRET_KEY=<sk-lf-…>`,
      `LANGFUSE_BASE_URL=${serverUrl}`,
      // Without the name that an SDK knows it would send to Langfuse's cloud.
      `# JavaScript SDK 3:`,
      `LANGFUSE_BASEURL=${serverUrl}`,
      `# Python SDK 2, 3:`,
      `LANGFUSE_HOST=${serverUrl}`,
    ].join('\n'),
}

/** Text to paste, with the addresses and the public key of this installation. */
export function snippetOf(name: SnippetName, values: SnippetValues): string {
  return makers[name]({ ...values, gatewayUrl: values.gatewayUrl.replace(/\/+$/, '') })
}
