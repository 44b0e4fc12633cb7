import { describe, expect, it } from 'vitest'
import { bindParams } from './bind-params.ts'

describe('bindParams', () => {
  it('writes each param as a literal of its type', () => {
    const sql =
      'SELECT {text:String}, {many:Array(String)}, {none:Nullable(UInt8)}, { map : Map(String, UInt64) }'
    expect(bindParams(sql, { text: 'a', many: ['b', "c'"], none: null, map: { d: 1 } })).toBe(
      "SELECT _CAST('a', 'String'), _CAST(['b','c\\''], 'Array(String)'), _CAST(NULL, 'Nullable(UInt8)'), " +
        "_CAST(map('d','1'), 'Map(String, UInt64)')",
    )
  })

  it('keeps hostile text inside its literal', () => {
    expect(bindParams('SELECT {a:String}', { a: "\\' OR 1 --" })).toBe(
      "SELECT _CAST('\\\\\\' OR 1 --', 'String')",
    )
  })

  it('leaves braces in literals and comments alone', () => {
    const sql = "SELECT '{a:String}', `{a:String}` /* {a:String} */ -- {a:String}"
    expect(bindParams(sql, {})).toBe(sql)
  })

  it('does not read a param that holds a placeholder as one', () => {
    expect(bindParams('SELECT {a:String}', { a: '{b:String}' })).toBe("SELECT _CAST('{b:String}', 'String')")
  })

  it('quotes names', () => {
    expect(bindParams('SELECT * FROM {t:Identifier}', { t: 'a`b' })).toBe('SELECT * FROM `a\\`b`')
  })

  it('names a param that is missing', () => {
    expect(() => bindParams('SELECT {from:String}', {})).toThrow('"from"')
  })
})
