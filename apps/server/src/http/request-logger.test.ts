import { pino } from 'pino'
import { expect, test } from 'vitest'
import { RequestLogger } from './request-logger.ts'

function logging(level: string, options?: { readonly level: string }) {
  const lines: Record<string, unknown>[] = []
  const made = { children: 0 }
  const onChild = () => {
    made.children++
  }
  const write = (line: string) => lines.push(JSON.parse(line))
  const parent = pino({ level, base: null, timestamp: false, onChild }, { write })
  return { parent, made, lines, logger: new RequestLogger(parent, { requestId: 'r' }, options) }
}

test('says at each level what it is told, with the bindings of its request', () => {
  const { logger, lines } = logging('trace')
  const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 } as const
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) {
    logger[level]({ status: 503 }, 'request failed')
  }
  logger.silent()
  expect(lines).toEqual(
    Object.values(levels).map((level) => ({ level, requestId: 'r', status: 503, msg: 'request failed' })),
  )
})

test('is a child once it has something to say, one for all of it', () => {
  const { logger, made, lines } = logging('info')
  logger.debug('unheard')
  expect([logger.level, made.children]).toEqual(['info', 0])
  logger.info('one')
  logger.info('two')
  expect([lines.length, made.children]).toEqual([2, 1])
})

test('its children have its bindings, too', () => {
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

test('a level that its route gives it may be lower than that of its parent', () => {
  const { logger, lines } = logging('warn', { level: 'debug' })
  expect(logger.level).toBe('debug')
  logger.debug('heard')
  expect(lines.map(({ msg }) => msg)).toEqual(['heard'])
})
