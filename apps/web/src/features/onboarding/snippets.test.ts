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
  expect(snippetOf('langfuse', values)).toContain(
    'LANGFUSE_HOST=http://localhost:3000\nLANGFUSE_PUBLIC_KEY=pk-lf-1234',
  )
})

test('no snippet is empty', () => {
  for (const name of snippetNames) expect(snippetOf(name, values).length).toBeGreaterThan(5)
})
