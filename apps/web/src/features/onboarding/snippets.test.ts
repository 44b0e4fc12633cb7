import { expect, test } from 'vitest'
import { agentSnippetNames, snippetNames, snippetOf, telemetrySnippetNames } from './snippets.ts'

const values = {
  serverUrl: 'http://localhost:3000',
  gatewayUrl: 'http://localhost:4000/',
  publicKey: 'pk-lf-1234',
  model: 'claude-sonnet',
}

test('addresses are those of this installation, without a doubled slash', () => {
  expect(snippetOf('curl', values)).toContain('curl http://localhost:4000/v1/chat/completions')
  expect(snippetOf('openai', values)).toContain("baseURL: 'http://localhost:4000/v1'")
  expect(snippetOf('cline', values)).toContain('http://localhost:4000\n')
  expect(snippetOf('claudeCode', values)).toContain('ANTHROPIC_BASE_URL=http://localhost:4000\n')
  expect(snippetOf('langchain', values)).toContain("baseURL: 'http://localhost:4000/v1'")
})

test('every generation of the Langfuse SDKs finds the address under the name that it knows', () => {
  const lines = snippetOf('langfuse', values).split('\n')
  expect(lines).toContain('LANGFUSE_PUBLIC_KEY=pk-lf-1234')
  for (const name of ['LANGFUSE_BASE_URL', 'LANGFUSE_BASEURL', 'LANGFUSE_HOST']) {
    expect(lines).toContain(`${name}=http://localhost:3000`)
  }
})

test('exporters of OpenTelemetry and servers of MCP are told one token of both keys', () => {
  const token = `TOKEN=$(printf %s "pk-lf-1234:<sk-lf-…>" | base64 | tr -d '\\n')`
  expect(snippetOf('otlp', values).split('\n')).toEqual([
    token,
    'export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:3000/api/public/otel',
    'export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Basic%20$TOKEN"',
    'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf',
  ])
  expect(snippetOf('claudeCodeMcp', values)).toMatch(`${token}\nclaude mcp add`)
  expect(JSON.parse(snippetOf('clineMcp', values))).toMatchObject({
    mcpServers: { observability: { url: 'http://localhost:3000/api/public/mcp' } },
  })
})

test('no snippet is empty', () => {
  for (const name of [...snippetNames, ...telemetrySnippetNames, ...agentSnippetNames])
    expect(snippetOf(name, values).length).toBeGreaterThan(5)
})

test.each(['cline', 'claudeCode', 'curl', 'openai', 'langchain'] as const)(
  '%s calls a model of the gateway',
  (name) => {
    expect(snippetOf(name, values)).toContain('claude-sonnet')
  },
)
