import { pino } from 'pino'
import { expect, test } from 'vitest'
import { RequestLogger } from './request-logger.ts'

function logging(level: string) {
  const lines: Record<string, unknown>[] = []
  const parent = pino(
    { level, base: null, timestamp: false },
    { write: (line) => lines.push(JSON.parse(line)) },
  )
  return { parent, lines, logger: new RequestLogger(parent, { requestId: 'r' }) }
}

test('says what it is told, with the bindings of its request', () => {
  const { logger, lines } = logging('debug')
  logger.warn({ status: 503 }, 'request failed')
  logger.debug('request')
  logger.trace('unheard')
  expect(lines).toEqual([
    { level: 40, requestId: 'r', status: 503, msg: 'request failed' },
    { level: 20, requestId: 'r', msg: 'request' },
  ])
})

test('its children have them, too', () => {
  const { logger, lines } = logging('info')
  logger.child({ job: 'j' }).info('done')
  expect(lines).toEqual([{ level: 30, requestId: 'r', job: 'j', msg: 'done' }])
})

test('its level is that of its parent until it has one of its own', () => {
  const { parent, logger, lines } = logging('warn')
  expect(logger.level).toBe('warn')
  logger.level = 'info'
  logger.info('heard')
  parent.info('unheard')
  expect(lines.map(({ msg }) => msg)).toEqual(['heard'])
})
