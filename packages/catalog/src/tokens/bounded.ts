import type { Encoding } from './encoding.ts'

/** Characters that are counted one by one: about a second at worst. */
const exactCharacters = 1_000_000
const samples = 64
const charactersOfSample = exactCharacters / samples

/** The time for one run of letters, digits, spaces or signs grows with its square; no language has such words. */
const longRun = /\s{500}|[\p{L}\p{M}]{500}|\p{N}{500}|[^\s\p{L}\p{N}]{500}/gu

/** Embedded files: models are not sent them as text. */
const embeddedFile = /(data:[\w.+-]+\/[\w.+-]+;base64,)[A-Za-z0-9+/=]+/g

/**
 * An encoding that takes a bounded time whatever the text: runs of one kind are cut every 500 characters, files in
 * data URIs do not count, and of a text of more than a million characters 64 parts, evenly spread, stand for the rest.
 */
export function bounded(encode: Encoding): Encoding {
  return (given) => {
    const text = given.replace(embeddedFile, '$1')
    if (text.length <= exactCharacters) return countRuns(text, encode)
    const step = (text.length - charactersOfSample) / (samples - 1)
    let tokens = 0
    for (let index = 0; index < samples; index++) {
      const start = Math.round(index * step)
      tokens += countRuns(text.slice(start, start + charactersOfSample).toWellFormed(), encode)
    }
    return Math.round((tokens * text.length) / exactCharacters)
  }
}

function countRuns(text: string, encode: Encoding): number {
  let tokens = 0
  let counted = 0
  for (const { index, 0: run } of text.matchAll(longRun)) {
    tokens += encode(text.slice(counted, index + run.length))
    counted = index + run.length
  }
  return tokens + (counted < text.length ? encode(text.slice(counted)) : 0)
}
