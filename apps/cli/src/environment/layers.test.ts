import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layerEnvironment } from './layers.ts'

const file = (path: string, text: string) => ({ path, text })

test('the real environment wins over the last file, which wins over the ones before it', () => {
  const layered = layerEnvironment({ A: 'real' }, [
    file('one.env', 'A=1\nB=1\nC=1'),
    file('two.env', 'A=2\nB=2'),
  ])
  expect(layered.values).toEqual({ A: 'real', B: '2', C: '1' })
  expect(layered.origins).toEqual({ B: 'two.env', C: 'one.env' })
})

test('an empty value counts as unset on every level', () => {
  const layered = layerEnvironment({ A: '', X: '' }, [file('one.env', 'A=1\nB=1'), file('two.env', 'B=""')])
  expect(layered.values).toEqual({ A: '1', B: '1' })
})

test('references see the real environment first, then earlier lines and files', () => {
  const layered = layerEnvironment({ HOST: 'real' }, [
    file('one.env', 'HOST=one\nUSER=one\nEARLY=${USER}@${HOST}'),
    file('two.env', 'USER=two\nURL=${USER}@${HOST}'),
  ])
  expect(layered.values).toMatchObject({ EARLY: 'one@real', URL: 'two@real' })
})

test('the winner of a name does not depend on what else the files hold', () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D')
  const values = fc.dictionary(name, fc.stringMatching(/^[a-z0-9]{0,6}$/))
  fc.assert(
    fc.property(values, fc.array(values, { maxLength: 4 }), (real, files) => {
      const texts = files.map((entries, index) =>
        file(
          `${index}.env`,
          Object.entries(entries)
            .map(([key, value]) => `${key}=${value}`)
            .join('\n'),
        ),
      )
      const layers = [...files, real]
      for (const key of ['A', 'B', 'C', 'D']) {
        const expected = layers.map((layer) => layer[key]).findLast(Boolean)
        expect(layerEnvironment(real, texts).values[key]).toBe(expected)
      }
    }),
  )
})
