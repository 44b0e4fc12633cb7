import type { McpServer } from '@kansoku/routing'
import { expect, test } from 'vitest'
import { explainFailure } from './explain-failure.ts'

const server: McpServer = {
  name: 'far',
  prefix: 'far',
  transport: { kind: 'http', url: 'https://tools.example/mcp', headers: {}, forwarded: [] },
  timeoutSeconds: 60,
  disallowedTools: [],
  accessGroups: [],
  forAllKeys: false,
}
const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test.each<readonly [string, () => unknown]>([
  ['an address with credentials', () => fetch('https://user:s3cret@tools.example/mcp')],
  ['a header that is none', () => new Headers({ authorization: 'Bearer s3cret\nx' })],
  ['what is no error', () => Promise.reject('s3cret')],
])('the words of an error without a code are not told: %s', async (_what, work) => {
  const error = await thrownBy(work)
  expect(String(error)).toContain('s3cret')
  expect(explainFailure(error, server).message).toBe('The MCP server "far" cannot be reached.')
})

test('the code of an error is told, that of its cause first', () => {
  const refused = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' })
  for (const error of [refused, new TypeError('fetch failed', { cause: refused })])
    expect(explainFailure(error, server).message).toBe(
      'The MCP server "far" cannot be reached: ECONNREFUSED.',
    )
})
