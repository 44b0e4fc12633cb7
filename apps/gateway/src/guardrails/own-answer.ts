import { type AnswerEvents, readAnswerEvents } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'
import type { CallGuards } from './call-guards.ts'
import { checkOwnStream, unmaskStream } from './own-stream.ts'
import { changeJson, changeOwnAnswer } from './prompt-texts.ts'
import { GuardrailRefusal } from './refusal.ts'
import { unmaskAnswer } from './unmask-answer.ts'

interface OwnAnswer {
  readonly contentType: string | undefined
  readonly body: Buffer
  /** It was asked for in pieces, and comes as a list of them where it is JSON. */
  readonly stream: boolean
}

export interface Checked {
  /** What may be written down; undefined for the answer as it came. */
  readonly kept?: Uint8Array | undefined
  /** What the client gets: with its own words again where they were masked in its prompt. */
  readonly shown: Uint8Array
}

/**
 * Looks at a whole answer in its vendor's own form before the client does. What is no text is a file, which nobody looks
 * at.
 * @throws {GuardrailRefusal | GuardrailUnreachable}
 */
export async function checkOwnAnswer(guards: CallGuards, answer: OwnAnswer): Promise<Checked> {
  const { body, stream } = answer
  const events = eventsOf(answer)
  if (events) return checkEvents(guards, body, events)
  const text = textOf(answer)
  if (text === undefined) return { shown: body }
  const json = jsonOf(text)
  if (json === undefined) {
    const checked = await guards.checkOwnAnswer(text, changeLines)
    return checked === text ? { shown: body } : same(Buffer.from(checked))
  }
  if (stream && Array.isArray(json)) return checkEvents(guards, body, { events: json, write: toBytes })
  const checked = await guards.checkOwnAnswer(json, changeOwnAnswer)
  const kept = checked === json ? undefined : toBytes(checked)
  const isMasked = !guards.masked.isEmpty
  return { kept, shown: isMasked ? toBytes(unmaskAnswer(checked, guards.masked)) : (kept ?? body) }
}

async function checkEvents(
  guards: CallGuards,
  body: Buffer,
  { events, write }: AnswerEvents,
): Promise<Checked> {
  const checked = await checkOwnStream(guards, events)
  const kept = checked === events ? undefined : write(checked)
  const isMasked = !guards.masked.isEmpty
  return { kept, shown: isMasked ? write(unmaskStream(checked, guards.masked)) : (kept ?? body) }
}

function same(body: Buffer): Checked {
  return { kept: body, shown: body }
}

function toBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

function eventsOf({ contentType, body }: OwnAnswer): AnswerEvents | undefined {
  try {
    return readAnswerEvents(contentType, body)
  } catch (error) {
    throw new GuardrailRefusal(`This answer cannot be looked at by guardrails: ${(error as Error).message}.`)
  }
}

/** Undefined for what is no text. What is said to be text is read with whatever bytes it has. */
function textOf({ contentType = '', body }: OwnAnswer): string | undefined {
  const fatal = !/^text\/|json/i.test(contentType)
  try {
    return new TextDecoder('utf-8', { fatal }).decode(body)
  } catch {
    return undefined
  }
}

/** An object or a list; undefined for anything else. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) || Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Lines of JSON, as results of batches are, or else plain text. */
function changeLines(text: string, change: (text: string) => string): string {
  const lines = text.split('\n')
  const isRecords = lines.every((line) => line.trim() === '' || jsonOf(line) !== undefined)
  return isRecords ? lines.map((line) => changeJson(line, change)).join('\n') : change(text)
}
