import { expect, test } from 'vitest'
import { createRouter } from './router.ts'

const handle = () => undefined
const router = createRouter([
  { method: 'GET', path: '/v1/models', handle },
  { method: 'GET', path: '/v1/models/*id', handle },
  { method: 'POST', path: '/engines/*model/chat/completions', handle },
])

test('names in paths may hold slashes and percent signs', () => {
  const params = (method: string, path: string) => {
    const match = router.find(method, path)
    return match && 'params' in match ? match.params : match
  }
  expect(params('GET', '/v1/models')).toEqual({})
  expect(params('GET', '/v1/models/openai/gpt-4o')).toEqual({ id: 'openai/gpt-4o' })
  expect(params('POST', '/engines/a%2Fb/chat/completions')).toEqual({ model: 'a/b' })
  expect(params('GET', '/v1/models/%E0%A4%A')).toEqual({ id: '%E0%A4%A' })
  expect(params('POST', '/v1/models')).toEqual({ allowed: ['GET'] })
  expect(params('GET', '/v2/models')).toBeUndefined()
})
