import { english, japanese } from './vocabulary.ts'

/** Begins every SELECT that uses `text`. */
export const withWords = 'WITH {words:Array(String)} AS words'
export const textParams = { words: [...english, ...japanese] }

/** SQL of a draw from 0 up to 1 that depends on the row's number and a seed alone. */
export const draw = (row: string, seed: number): string =>
  `cityHash64(${row}, ${seed}) / 18446744073709551616`

/** SQL: every third row is Japanese. */
export const isJapanese = (row: string): string => `cityHash64(${row}, 77) % 3 = 0`

/**
 * SQL of a text that no other row has: a ticket of its own, then words drawn by rank, some `bytes` of them. A row has
 * another text for each seed.
 */
export function text(row: string, seed: number, bytes: string): string {
  const rank = `cityHash64(${row}, ${seed}, i) / 18446744073709551616`
  const first = `if(${isJapanese(row)}, ${english.length}, 0)`
  const size = `if(${isJapanese(row)}, ${japanese.length}, ${english.length})`
  const count = `toUInt32((${bytes}) / if(${isJapanese(row)}, ${averageBytes(japanese)}, ${averageBytes(english)}))`
  const words = `arrayMap(i -> words[1 + ${first} + toUInt32(pow(${rank}, 2) * ${size})], range(${count}))`
  return `concat('ticket-', lower(hex(cityHash64(${row}, ${seed}))), ' ', arrayStringConcat(${words}))`
}

/** SQL of a size in bytes with a long tail: `mean` on average, one in a hundred is 50 KB to 80 KB where asked for. */
export function size(row: string, seed: number, mean: number, tail = false): string {
  const usual = `${mean / 10} - ${mean * 0.9} * log(1 - ${draw(row, seed)})`
  return tail ? `if(cityHash64(${row}, 55) % 100 = 0, 50000 + 30000 * ${draw(row, seed)}, ${usual})` : usual
}

/** Of words drawn as `text` draws them. */
function averageBytes(words: readonly string[]): number {
  const weights = words.map(
    (_, index) => Math.sqrt((index + 1) / words.length) - Math.sqrt(index / words.length),
  )
  const bytes = words.reduce((sum, word, index) => sum + Buffer.byteLength(word) * (weights[index] ?? 0), 0)
  return Math.round(bytes * 100) / 100
}
