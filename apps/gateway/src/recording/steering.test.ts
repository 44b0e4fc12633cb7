import { expect, test } from 'vitest'
import { pythonText } from './python-text.ts'
import { readSteering } from './steering.ts'
import { buildTags } from './tags.ts'

test('metadata of the body steers the trace, headers win, and the rest is metadata of the generation', () => {
  const steering = readSteering(
    {
      user: 'u',
      tags: ['top'],
      metadata: {
        trace_id: 't',
        trace_name: 'from body',
        session_id: 's',
        tags: ['a', 'b'],
        trace_metadata: { k: 1 },
        trace_team: 'blue',
        trace_environment: 'staging',
        generation_name: 'g',
        langfuse_secret_key: 'sk-lf-secret',
        anything: 'else',
      },
    },
    {
      langfuse_trace_name: 'from header',
      'langfuse-secret-key': 'sk-lf-secret',
      langfuse_trace_user_id: 'v',
      'x-litellm-tags': 'c, d',
    },
  )
  expect(steering).toMatchObject({
    traceId: 't',
    traceName: 'from header',
    sessionId: 's',
    userId: 'v',
    tags: ['top', 'a', 'b', 'c', 'd'],
    traceMetadata: { team: 'blue', k: 1 },
    environment: 'staging',
    generationName: 'g',
    rest: { anything: 'else' },
  })
  expect(JSON.stringify(steering)).not.toContain('sk-lf-secret')
})

test.each([
  [{ litellm_session_id: 'cline-1' }, {}, 'cline-1'],
  [{}, { 'x-litellm-session-id': 'own' }, 'own'],
  [{}, { 'x-claude-code-session-id': 'abcdefgh' }, 'abcdefgh'],
  [{}, { 'x-claude-code-session-id': 'short' }, undefined],
])('the session of %j with %j is %s', (body, headers, expected) => {
  expect(readSteering(body, headers).sessionId).toBe(expected)
})

test('an existing trace gets only the fields that are named', () => {
  expect(
    readSteering({ metadata: { existing_trace_id: 'e', update_trace_keys: ['input'] } }, {}),
  ).toMatchObject({
    traceId: 'e',
    updateOnly: ['input'],
  })
})

test.each([
  [null, 'None'],
  [false, 'False'],
  [true, 'True'],
  ['text', 'text'],
  [1.5, '1.5'],
  [['a', "it's"], "['a', \"it's\"]"],
  [{ a: null, b: [true] }, "{'a': None, 'b': [True]}"],
])('%j is %s in Python', (value, text) => {
  expect(pythonText(value)).toBe(text)
})

test('default tags name what is known; the proxy is known only when its address is set', () => {
  const names = ['cache_hit', 'cache_key', 'proxy_base_url', 'user_api_key_alias', 'unknown']
  const known = { cache_hit: false, cache_key: null, user_api_key_alias: null }
  expect(buildTags(['mine'], names, known, undefined)).toEqual([
    'mine',
    'cache_hit:False',
    'cache_key:None',
    'user_api_key_alias:None',
  ])
  expect(buildTags([], names, known, 'http://proxy')).toContain('proxy_base_url:http://proxy')
})

test('tags are texts and numbers: what refuses to become a text is left out', () => {
  const tags = ['blue', 7, { toString: 0, valueOf: 0 }, null, ['nested']]
  expect(readSteering({ metadata: { tags } }, {}).tags).toEqual(['blue', '7'])
  expect(readSteering({ tags }, {}).tags).toEqual(['blue', '7'])
})
