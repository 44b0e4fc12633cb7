import { describe, expect, it } from 'vitest'
import { splitStatements } from './split-statements.ts'

describe('splitStatements', () => {
  it('cuts at semicolons and drops what holds no statement', () => {
    expect(splitStatements('-- about\nCREATE a;\n\nCREATE b\n;;\n-- the end; really\n')).toEqual([
      '-- about\nCREATE a',
      'CREATE b',
    ])
  })

  it('leaves semicolons in text, quoted names and comments alone', () => {
    const statement = "SELECT 'a;b''c;\\';', \"d;\", `e;` /* f;\n; */ -- g;\n, 1 - 2 / 3"
    expect(splitStatements(`${statement};SELECT 2`)).toEqual([statement, 'SELECT 2'])
  })
})
