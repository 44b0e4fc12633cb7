/** What a snippet is filled with. Secrets never are: the browser does not know them. */
export interface SnippetValues {
  readonly serverUrl: string
  readonly gatewayUrl: string
  readonly publicKey: string
  /** What the gateway can call. */
  readonly model: string
}

export const snippetNames = [
  'demo',
  'cline',
  'claudeCode',
  'curl',
  'openai',
  'langchain',
  'langfuse',
  'otlp',
] as const
/** Those that call a model. */
export const gatewaySnippetNames = ['cline', 'claudeCode', 'openai', 'langchain', 'curl'] as const
/** Those that tell of calls which went another way. */
export const telemetrySnippetNames = ['langfuse', 'otlp', 'liteLlm'] as const
/** Those that let an agent ask about its own calls. */
export const agentSnippetNames = ['clineMcp', 'claudeCodeMcp'] as const
export type SnippetName =
  | (typeof snippetNames)[number]
  | (typeof gatewaySnippetNames)[number]
  | (typeof telemetrySnippetNames)[number]
  | (typeof agentSnippetNames)[number]

const makers: Record<SnippetName, (values: SnippetValues) => string> = {
  demo: () => 'npm run demo',
  cline: ({ gatewayUrl, model }) =>
    [
      `API Provider   LiteLLM`,
      `Base URL       ${gatewayUrl}`,
      `API Key        <sk-…>`,
      `Model          ${model}`,
    ].join('\n'),
  claudeCode: ({ gatewayUrl, model }) =>
    [
      `export ANTHROPIC_BASE_URL=${gatewayUrl}`,
      `export ANTHROPIC_AUTH_TOKEN=<sk-…>`,
      `claude --model ${model}`,
    ].join('\n'),
  curl: ({ gatewayUrl, model }) =>
    [
      `curl ${gatewayUrl}/v1/chat/completions \\`,
      `  -H "Authorization: Bearer $LITELLM_MASTER_KEY" \\`,
      `  -H "Content-Type: application/json" \\`,
      `  -d '{"model": "${model}", "messages": [{"role": "user", "content": "Hello"}]}'`,
    ].join('\n'),
  openai: ({ gatewayUrl, model }) =>
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
  langchain: ({ gatewayUrl, model }) =>
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
  otlp: ({ serverUrl, publicKey }) =>
    [
      toToken(publicKey),
      `export OTEL_EXPORTER_OTLP_ENDPOINT=${serverUrl}/api/public/otel`,
      // A value of this variable is percent-decoded; some SDKs take no blank in it.
      `export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic%20$TOKEN"`,
      `export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`,
    ].join('\n'),
  liteLlm: ({ serverUrl, publicKey }) =>
    [
      `litellm_settings:`,
      `  success_callback: ["langfuse"]`,
      `  failure_callback: ["langfuse"]`,
      `environment_variables:`,
      `  LANGFUSE_HOST: ${serverUrl}`,
      `  LANGFUSE_PUBLIC_KEY: ${publicKey}`,
      `  LANGFUSE_SECRET_KEY: <sk-lf-…>`,
    ].join('\n'),
  clineMcp: ({ serverUrl }) =>
    JSON.stringify(
      {
        mcpServers: {
          observability: {
            type: 'streamableHttp',
            url: `${serverUrl}/api/public/mcp`,
            headers: { Authorization: 'Basic <token>' },
          },
        },
      },
      undefined,
      2,
    ),
  claudeCodeMcp: ({ serverUrl, publicKey }) =>
    [
      toToken(publicKey),
      `claude mcp add --transport http observability ${serverUrl}/api/public/mcp \\`,
      `  --header "Authorization: Basic $TOKEN"`,
    ].join('\n'),
}

/** A line for a shell: both keys as HTTP's basic authorization wants them. */
function toToken(publicKey: string): string {
  return `TOKEN=$(printf %s "${publicKey}:<sk-lf-…>" | base64 | tr -d '\\n')`
}

/** Text to paste, with the addresses and the public key of this installation. */
export function snippetOf(name: SnippetName, values: SnippetValues): string {
  return makers[name]({ ...values, gatewayUrl: values.gatewayUrl.replace(/\/+$/, '') })
}
