import { expect, test } from 'vitest'
import { snippetNames, snippetOf } from './snippets.ts'

const values = {
  serverUrl: 'http://localhost:3000',
  gatewayUrl: 'http://localhost:4000/',
  publicKey: 'pk-lf-1234',
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

test('no snippet is empty', () => {
  for (const name of snippetNames) expect(snippetOf(name, values).length).toBeGreaterThan(5)
})
