import { isUtf8 } from 'node:buffer'
import { JsonLiterals, leastLiteral } from './literals.ts'

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
/** Bytes of a text that are looked at here before `indexOf` is asked, which costs as much as some forty of them. */
const nearBytes = 64

/** Texts of messages lie at six; what is nested more deeply is written anew. */
const mostLevels = 16

/** An object or a list that the walk is inside of. */
interface Frame {
  readonly isObject: boolean
  /** Commas so far: in a list, the index of the entry at hand. */
  commas: number
  isKey: boolean
  /** Where the key of the entry at hand stands. */
  keyStart: number
  keyEnd: number
  /** What the parser made of it; looked up for the first long text inside. */
  node: Record<string | number, unknown> | undefined
}

/**
 * The literals of the long texts of a JSON document. Undefined where there are none, or where they cannot be told for sure:
 * bytes that are no UTF-8, keys that an object has twice.
 * @param json a document that `JSON.parse` took
 * @param value what it made of it
 */
export function findLiterals(json: Buffer, value: object): JsonLiterals | undefined {
  if (json.length < leastLiteral || !isUtf8(json)) return undefined
  const frames: Frame[] = []
  let frame: Frame | undefined
  let literals: JsonLiterals | undefined
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === quote) {
      const end = endOfText(json, at)
      if (frame?.isKey) {
        frame.keyStart = at
        frame.keyEnd = end
      } else if (isWorthIt(end - at, frames)) {
        const text = textAt(json, frames, value)
        if (text === undefined) return undefined
        literals ??= new JsonLiterals(json)
        literals.add(text, json.subarray(at, end))
      }
      at = end - 1
    } else if (byte === openBrace || byte === openBracket) {
      frame = enter(byte === openBrace)
      frames.push(frame)
    } else if (byte === closeBrace || byte === closeBracket) {
      if (hasKeyTwice(frame)) return undefined
      frames.pop()
      frame = frames.at(-1)
    } else pass(frame, byte)
  }
  return literals
}

function isWorthIt(bytes: number, { length }: readonly Frame[]): boolean {
  return bytes > leastLiteral && length <= mostLevels
}

function enter(isObject: boolean): Frame {
  return { isObject, commas: 0, isKey: isObject, keyStart: 0, keyEnd: 0, node: undefined }
}

function pass(frame: Frame | undefined, byte: number | undefined): void {
  if (!frame) return
  if (byte === colon) frame.isKey = false
  else if (byte === comma) {
    frame.commas++
    frame.isKey = frame.isObject
  }
}

/** The texts that were found inside may then be those that the parser forgot. */
function hasKeyTwice(frame: Frame | undefined): boolean {
  return !!frame?.isObject && !!frame.node && Object.keys(frame.node).length !== frame.commas + 1
}

/** Just after the closing quote of the text that begins here. */
function endOfText(json: Buffer, start: number): number {
  let at = start + 1
  for (;;) {
    for (const near = at + nearBytes; at < near; at++) {
      if (json[at] === quote) return at + 1
      if (json[at] === backslash) at++
    }
    const next = json.indexOf(quote, at)
    let escapes = next
    while (escapes > at && json[escapes - 1] === backslash) escapes--
    if ((next - escapes) % 2 === 0) return next + 1
    at = next + 1
  }
}

/** What the parser made of the entry at hand of the innermost frame. */
function textAt(json: Buffer, frames: readonly Frame[], value: object): string | undefined {
  let node: unknown = value
  for (const frame of frames) {
    if (typeof node !== 'object' || node === null) return undefined
    frame.node ??= node as Record<string | number, unknown>
    const { isObject, commas, keyStart, keyEnd } = frame
    node = frame.node[isObject ? String(JSON.parse(json.toString('utf8', keyStart, keyEnd))) : commas]
  }
  return typeof node === 'string' ? node : undefined
}
