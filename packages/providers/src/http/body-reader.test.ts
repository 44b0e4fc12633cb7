import { expect, test } from 'vitest'
import { createBodyReader } from './body-reader.ts'

test('what arrived before the connection broke is read before its failure', async () => {
  const body = createBodyReader()
  body.push(Buffer.from('the answer'))
  body.fail(new Error('reset'))
  expect(await body.read()).toEqual([Buffer.from('the answer')])
  await expect(body.read()).rejects.toThrow('reset')
})
