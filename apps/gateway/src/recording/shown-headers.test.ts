import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hidden, providerHeaders, requestHeaders } from './shown-headers.ts'

test('how a client called is kept, its credentials are not', () => {
  const headers = {
    'user-agent': 'Cline/3.0.65',
    'anthropic-beta': 'context-1m-2025-08-07',
    'x-stainless-lang': 'js',
    'x-claude-code-session-id': '0b9f4a52',
    referer: 'https://example.com/app?token=abc#part',
    authorization: 'Bearer sk-secret',
    'x-api-key': 'sk-secret',
    cookie: 'session=secret',
    'x-of-our-own': 'sk-secret',
  }
  expect(requestHeaders(headers)).toEqual({
    'user-agent': 'Cline/3.0.65',
    'anthropic-beta': 'context-1m-2025-08-07',
    'x-stainless-lang': 'js',
    'x-claude-code-session-id': '0b9f4a52',
    referer: 'https://example.com/app',
    authorization: hidden,
    'x-api-key': hidden,
    cookie: hidden,
    'x-of-our-own': hidden,
  })
})

test('limits and ids of a provider are kept, cookies and accounts are not', () => {
  const headers = {
    'x-ratelimit-remaining-tokens': '149984',
    'anthropic-ratelimit-requests-limit': '50',
    'x-amzn-requestid': '7c1e',
    'set-cookie': '__cf_bm=secret',
    'openai-organization': 'org-secret',
  }
  expect(providerHeaders(headers)).toEqual({
    'x-ratelimit-remaining-tokens': '149984',
    'anthropic-ratelimit-requests-limit': '50',
    'x-amzn-requestid': '7c1e',
    'set-cookie': hidden,
    'openai-organization': hidden,
  })
  expect(providerHeaders({})).toBeUndefined()
})

test('the value of a header with a name nobody knows is never kept', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^q-[a-z-]{0,20}$/), fc.string(), (name, value) => {
      expect(requestHeaders({ [name]: value })[name]).toBe(hidden)
    }),
  )
})
