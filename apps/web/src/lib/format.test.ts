import { describe, expect, test } from 'vitest'
import { formatsOf } from './format.ts'

const en = formatsOf('en', 'UTC')
const ja = formatsOf('ja', 'Asia/Tokyo')

describe('durations', () => {
  test('grow from milliseconds to hours', () => {
    expect(en.duration(0.0421)).toBe('42ms')
    expect(en.duration(0.9999)).toBe('1.00s')
    expect(en.duration(3.417)).toBe('3.42s')
    expect(en.duration(125)).toBe('2m 5s')
    expect(en.duration(4_320)).toBe('1h 12m')
    expect(en.duration(600)).toBe('10m')
    expect(en.duration(7_200)).toBe('2h')
  })

  test('are written with Japanese units in Japanese', () => {
    expect(ja.duration(0.0421)).toMatch(/^42\s?(ms|ミリ秒)$/)
    expect(ja.duration(5)).toBe('5.00 秒')
    expect(ja.duration(125)).toBe('2分5秒')
    expect(ja.duration(600)).toBe('10分')
    expect(ja.duration(4_320)).toBe('1時間12分')
  })
})

describe('costs', () => {
  test('keep the digits that matter', () => {
    expect(en.cost(0)).toBe('$0.00')
    expect(en.cost(0.000_123_4)).toBe('$0.00012')
    expect(en.cost(0.003)).toBe('$0.0030')
    expect(en.cost(0.0421)).toBe('$0.0421')
    expect(en.cost(12.3456)).toBe('$12.35')
    expect(en.cost(1_234.5)).toBe('$1,234.50')
    expect(ja.cost(0.0421)).toBe('$0.0421')
    expect([0, 0.35, 1_200].map(en.costAxis)).toEqual(['$0', '$0.35', '$1.2K'])
  })
})

test('counts are shortened from a hundred thousand on, as the language counts', () => {
  expect(en.compact(99_999)).toBe('99,999')
  expect(en.compact(123_456)).toBe('123.5K')
  expect(ja.compact(123_456)).toBe('12.3万')
})

test('shares are percentages with at most one decimal', () => {
  expect(en.percent(0.0312)).toBe('3.1%')
  expect(en.percent(1)).toBe('100%')
})

test('instants are shown in the time zone of the reader', () => {
  const instant = '2026-11-23T15:30:05.123Z'
  expect(en.dateTime(instant)).toBe('Nov 23, 2026, 15:30:05')
  expect(ja.dateTime(instant)).toBe('2026年11月24日 00:30:05')
  expect(en.exactTime(instant)).toContain('05.123')
})

test('a row tells no more of an instant than today leaves open', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  expect(en.rowTime('2026-11-23T00:30:05Z', now)).toBe('00:30:05')
  expect(en.rowTime('2026-11-22T23:30:05Z', now)).toBe('Nov 22, 23:30')
  expect(ja.rowTime('2026-11-22T15:30:05Z', now)).toBe('00:30:05')
  expect(ja.rowTime('2025-12-31T14:30:05Z', now)).toBe('2025年12月31日 23:30')
})

test('ages are told in the unit that fits', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  expect(en.relative('2026-11-23T11:58:00Z', now)).toBe('2 min. ago')
  expect(ja.relative('2026-11-23T09:00:00Z', now)).toBe('3 時間前')
})
