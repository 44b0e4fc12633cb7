import { describe, expect, it } from 'vitest'
import { parseParam } from './parse-param.ts'

describe('parseParam', () => {
  it('reads scalars as escaped text', () => {
    expect(parseParam("it's\\ta\\\\b")).toBe("it's\ta\\b")
    expect(parseParam('\\N')).toBeNull()
    expect(parseParam('18446744073709551615')).toBe('18446744073709551615')
  })

  it('reads arrays and maps as literals', () => {
    expect(parseParam("['a','b\\'c','d''e',NULL]")).toEqual(['a', "b'c", "d'e", null])
    expect(parseParam('[[1,-2],[],[1.5,true]]')).toEqual([[1n, -2n], [], [1.5, true]])
    expect(parseParam("{'k':'v','n':{}}")).toEqual(
      new Map<string, unknown>([
        ['k', 'v'],
        ['n', new Map()],
      ]),
    )
  })

  it('takes text that only begins like a literal as text', () => {
    expect(parseParam('[1] and more')).toBe('[1] and more')
    expect(parseParam('{}}')).toBe('{}}')
    expect(parseParam('{p1:String}', 'String')).toBe('{p1:String}')
    expect(parseParam('["a"]', 'String')).toBe('["a"]')
  })
})
