import { readAnswerEvents } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'
import type { CallGuards } from './call-guards.ts'
import { changeJson, changeOwnAnswer } from './prompt-texts.ts'
import { GuardrailRefusal } from './refusal.ts'
import { streamTexts } from './stream-texts.ts'
import { unmaskAnswer } from './unmask-answer.ts'

interface OwnAnswer {
  readonly contentType: string | undefined
  readonly body: Buffer
  /** It was asked for in pieces, and comes as a list of them where it is JSON. */
  readonly stream: boolean
}

export interface Checked {
  /** What may be written down. */
  readonly kept: Buffer
  /** What the client gets: with its own words again where they were masked in its prompt. */
  readonly shown: Buffer
}

/**
 * Looks at a whole answer in its vendor's own form before the client does. A stream passes as it is or not at all: its
 * form is the vendor's. What is no text is a file, which nobody looks at.
 * @throws {GuardrailRefusal | GuardrailUnreachable}
 */
export async function checkOwnAnswer(guards: CallGuards, answer: OwnAnswer): Promise<Checked> {
  const { body, stream } = answer
  const events = eventsOf(answer)
  if (events) {
    await requireUnchanged(guards, streamTexts(events))
    return same(body)
  }
  const text = textOf(body)
  if (text === undefined) return same(body)
  const json = jsonOf(text)
  if (json === undefined) {
    const checked = await guards.checkOwnAnswer(text, changeLines)
    return same(checked === text ? body : Buffer.from(checked))
  }
  if (stream && Array.isArray(json)) {
    await requireUnchanged(guards, streamTexts(json))
    return same(body)
  }
  const checked = await guards.checkOwnAnswer(json, changeOwnAnswer)
  const kept = checked === json ? body : Buffer.from(JSON.stringify(checked))
  if (guards.masked.isEmpty) return same(kept)
  return { kept, shown: Buffer.from(JSON.stringify(unmaskAnswer(checked, guards.masked))) }
}

function same(body: Buffer): Checked {
  return { kept: body, shown: body }
}

async function requireUnchanged(guards: CallGuards, texts: readonly string[]): Promise<void> {
  const checked = await guards.checkOwnAnswer(texts, (all, change) => all.map(change))
  if (checked.every((text, index) => text === texts[index])) return
  throw new GuardrailRefusal(
    "A guardrail masks words of this answer, which cannot be done in a stream of the vendor's own. Ask without a stream, or by a route of the gateway such as /v1/chat/completions or /v1/messages.",
  )
}

function eventsOf({ contentType, body }: OwnAnswer): readonly unknown[] | undefined {
  try {
    return readAnswerEvents(contentType, body)
  } catch (error) {
    throw new GuardrailRefusal(`This answer cannot be looked at by guardrails: ${(error as Error).message}.`)
  }
}

/** Undefined for what is no text. */
function textOf(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
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
