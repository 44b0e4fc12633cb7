import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function capture() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { logger: createLogger('info', stream), text: () => lines.join('') }
}

test('secrets do not reach the log, however they are passed', () => {
  const { logger, text } = capture()
  const headers = {
    authorization: 'Basic c2VjcmV0',
    cookie: 'kansoku.session_token=abc',
    accept: 'text/html',
  }
  logger.info(headers)
  logger.info({ headers })
  logger.info({ request: { headers } })
  logger.info({ body: { email: 'a@example.com', password: 'password123', secretKey: 'sk-lf-1' } })
  expect(text()).not.toMatch(/c2VjcmV0|session_token=abc|password123|sk-lf-1/)
  expect(text()).toMatch(/text\/html/)
})

test('an error of the database is logged without the values of its statement', () => {
  const { logger, text } = capture()
  const cause = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (token)=(abc)',
  })
  const err = new Error('Failed query: insert into sessions values ($1)\nparams: abc,\nadmin@example.com', {
    cause,
  })
  logger.error({ err }, 'unexpected error')
  expect(text()).toMatch(/Failed query: insert into sessions/)
  expect(text()).toMatch(/"code":"23505"/)
  expect(text()).not.toMatch(/abc|admin@example/)
})
