import type { ChatChunk, ChatResult, ChatStream } from '@kansoku/providers'
import { changeForeign } from './answer-texts.ts'
import type { CallGuards } from './call-guards.ts'
import { countKinds, type Span, withoutOverlaps } from './detect/span.ts'
import { explainRefusal } from './judge-spans.ts'
import { changeJson } from './prompt-texts.ts'
import { GuardrailRefusal } from './refusal.ts'
import type { Runnable } from './runnable.ts'
import { goesOn, isWords, type Lane, withWords, wordsOf } from './stream-lane.ts'

/** Characters that stay back until more have come: longer than what is looked for, so that nothing is told by halves. */
const heldBack = 128
/** Characters that are gathered where somebody elsewhere is asked, for one question. */
const askedAtOnce = 2000

/**
 * A stream of which only what has passed its guardrails is told. Words stay back for some characters (for a few
 * thousand where a guardrail is asked elsewhere), arguments of tools until they are whole.
 * Throws `GuardrailRefusal` in place of what is refused.
 */
export async function* guardStream(
  guards: CallGuards,
  stream: ChatStream,
  now: () => number,
): AsyncGenerator<readonly ChatChunk[]> {
  const guard = new StreamGuard(guards, now)
  for await (const batch of stream) {
    const told = await guard.take(batch)
    if (told.length > 0) yield told
  }
  const rest = await guard.end()
  if (rest.length > 0) yield rest
}

class StreamGuard {
  readonly #guards: CallGuards
  readonly #now: () => number
  readonly #local: readonly (Runnable & { readonly find: NonNullable<Runnable['find']> })[]
  readonly #remote: readonly Runnable[]
  readonly #window: number
  /** The one that is open in each choice. */
  readonly #lanes = new Map<number, Lane>()
  #told: ChatChunk[] = []
  /** What is left of texts in fields of the vendor. */
  readonly #askedOf = new Map<string, string>()

  constructor(guards: CallGuards, now: () => number) {
    this.#guards = guards
    this.#now = now
    const all = guards.of('post_call')
    this.#local = all.flatMap((one) => (one.find ? [{ ...one, find: one.find }] : []))
    this.#remote = all.filter(({ find }) => find === undefined)
    this.#window = heldBack + (this.#remote.length > 0 ? askedAtOnce : 0)
    for (const one of this.#local) guards.note(one, 'post_call', now(), { kind: 'passed' })
  }

  async take(batch: readonly ChatChunk[]): Promise<readonly ChatChunk[]> {
    for (const chunk of batch) await this.#add(chunk)
    for (const lane of this.#lanes.values())
      if (lane.chunk.type !== 'tool_call_delta' && lane.held.length > this.#window)
        await this.#tell(lane, false)
    return this.#handOver()
  }

  async end(): Promise<readonly ChatChunk[]> {
    for (const choice of [...this.#lanes.keys()]) await this.#close(choice)
    return this.#handOver()
  }

  #handOver(): readonly ChatChunk[] {
    const told = this.#told
    this.#told = []
    return told
  }

  async #add(chunk: ChatChunk): Promise<void> {
    if (chunk.type === 'original') return
    const choice = 'choice' in chunk ? (chunk.choice ?? 0) : 0
    if (isWords(chunk)) {
      const open = this.#lanes.get(choice)
      if (open && goesOn(open, chunk)) {
        open.held += wordsOf(chunk)
        return
      }
      await this.#close(choice)
      this.#lanes.set(choice, { chunk, held: wordsOf(chunk), told: '', changed: false })
      return
    }
    if (chunk.type === 'usage') {
      this.#told.push(chunk)
      return
    }
    if (chunk.type === 'start') {
      this.#told.push(await this.#lookAtFields(chunk))
      return
    }
    // Words before them may go on behind them: those stay back, and the fields are told first.
    if (chunk.type === 'provider_fields') {
      const { providerFields: fields = {} } = await this.#lookAtFields({ providerFields: chunk.fields })
      this.#told.push({ ...chunk, fields })
      return
    }
    const closed = await this.#close(choice)
    // A signature is for the words that were signed.
    if (chunk.type === 'reasoning_signature' && closed?.changed) return
    this.#told.push(chunk)
  }

  /** Looks at fields that a vendor adds. Many say the same again and again, of which nobody is asked twice. */
  async #lookAtFields<T extends Pick<ChatResult, 'providerFields'>>(chunk: T): Promise<T> {
    const texts: string[] = []
    const masked = changeForeign(chunk, (text) => {
      const { words } = this.#maskHere(text, 0)
      texts.push(words)
      return words
    })
    if (this.#remote.length === 0) return masked
    for (const text of new Set(texts))
      if (!this.#askedOf.has(text)) this.#askedOf.set(text, await this.#askElsewhere(text))
    return changeForeign(masked, (text) => this.#askedOf.get(text) ?? text)
  }

  async #close(choice: number): Promise<Lane | undefined> {
    const lane = this.#lanes.get(choice)
    if (!lane) return undefined
    this.#lanes.delete(choice)
    await this.#tell(lane, true)
    return lane
  }

  async #tell(lane: Lane, isWhole: boolean): Promise<void> {
    if (lane.chunk.type === 'tool_call_delta') {
      const words = changeJson(lane.held, (text) => this.#maskHere(text, 0).words)
      await this.#pass(lane, words)
      lane.held = ''
      return
    }
    const context = lane.told
    const { words, length } = this.#maskHere(context + lane.held, context.length, isWhole)
    if (length === 0) return
    const rest = lane.held.slice(length)
    lane.changed ||= words !== lane.held.slice(0, length)
    lane.told = (context + lane.held.slice(0, length)).slice(-heldBack)
    await this.#pass(lane, words)
    lane.held = rest
  }

  /** What is left of words after those who are asked elsewhere. */
  async #askElsewhere(words: string): Promise<string> {
    let passed = words
    for (const runnable of this.#remote) {
      const { verdict } = await this.#guards.ask(runnable, 'post_call', { side: 'answer', texts: [passed] })
      if (verdict.kind === 'masked') passed = verdict.texts[0] ?? ''
    }
    return passed
  }

  async #pass(lane: Lane, words: string): Promise<void> {
    const passed = await this.#askElsewhere(words)
    lane.changed ||= passed !== words
    if (passed !== '') this.#told.push(withWords(lane.chunk, passed))
  }

  /**
   * Masks what is found after `from`, up to where it is safe to tell.
   * @returns the words, and how many characters of the text they stand for
   */
  #maskHere(text: string, from: number, isWhole = true): { readonly words: string; readonly length: number } {
    const found = this.#spansIn(text).filter(({ span }) => span.end > from)
    this.#refuse(found)
    const end = isWhole
      ? text.length
      : safeEnd(
          text,
          from,
          found.map(({ span }) => span),
        )
    let words = ''
    let at = from
    for (const span of withoutOverlaps(found.map(({ span }) => span))) {
      if (span.start >= end) break
      const { runnable } = found.find((one) => one.span === span) ?? {}
      const start = Math.max(span.start, at)
      words += text.slice(at, start) + (runnable?.placeholder(span.kind, text.slice(start, span.end)) ?? '')
      at = span.end
    }
    this.#count(found.filter(({ span }) => span.end <= end))
    return { words: words + text.slice(at, end), length: end - from }
  }

  #spansIn(text: string) {
    return this.#local.flatMap((runnable) => runnable.find(text).map((span) => ({ span, runnable })))
  }

  #count(found: readonly { readonly span: Span; readonly runnable: Runnable }[]): void {
    for (const [runnable, own] of Map.groupBy(found, (one) => one.runnable)) {
      const counts = countKinds(withoutOverlaps(own.map(({ span }) => span)))
      this.#guards.note(runnable, 'post_call', this.#now(), { kind: 'masked', texts: [], found: counts })
    }
  }

  #refuse(found: readonly { readonly span: Span; readonly runnable: Runnable }[]): void {
    const first = found.find(({ span }) => span.action === 'block')
    if (!first) return
    const message = explainRefusal(first.runnable.guardrail, first.span.kind, 'answer')
    const own = found.filter(({ runnable }) => runnable === first.runnable).map(({ span }) => span)
    this.#guards.note(first.runnable, 'post_call', this.#now(), {
      kind: 'refused',
      message,
      found: countKinds(own),
    })
    throw new GuardrailRefusal(message)
  }
}

/** Up to where no more words can change what is found. What ends with the text may go on. */
function safeEnd(text: string, from: number, spans: readonly Span[]): number {
  let end = text.length - heldBack
  for (const { start, end: spanEnd } of [...spans].sort((a, b) => b.start - a.start))
    if ((start < end && spanEnd > end) || (spanEnd === text.length && start < end)) end = start
  // Halves of a character outside the basic plane stay together.
  if (end > from && /[\ud800-\udbff]/.test(text[end - 1] ?? '')) end--
  return Math.max(from, end)
}
