import { type ChatResult, type ErrorClass, ProviderError } from '@kansoku/providers'
import type { GuardrailMode } from '@kansoku/routing'
import type { FinishedCall } from '../recording/finished-call.ts'
import { changeAnswer } from './answer-texts.ts'
import type { GuardrailDecision } from './decision.ts'
import { addCounts, type Counts } from './detect/span.ts'
import { maskSpans } from './judge-spans.ts'
import { latestMessage } from './latest-message.ts'
import { Placeholders } from './placeholders.ts'
import { type ChangeText, changePrompt, promptTexts } from './prompt-texts.ts'
import { GuardrailRefusal, GuardrailUnreachable } from './refusal.ts'
import type { Runnable } from './runnable.ts'
import type { Verdict } from './verdict.ts'

type Body = FinishedCall['body']

/** Goes through all words of an answer in order, and makes a copy where others are given. */
type ChangeWords<T> = (answer: T, change: ChangeText) => T

interface Question {
  readonly side: 'prompt' | 'answer'
  readonly texts: readonly string[]
}

/** The guardrails of one call, what they have decided, and what they have masked. */
export class CallGuards {
  /** As `x-litellm-applied-guardrails` tells them. */
  readonly names: string
  readonly masked = new Placeholders()
  readonly #decisions: GuardrailDecision[] = []
  readonly #all: readonly Runnable[]
  readonly #now: () => number
  readonly #fields: readonly string[]
  /** The body as it may be written down. */
  #body: Body
  #earlier: readonly unknown[]
  readonly #refused = new AbortController()
  #refusal: Promise<ProviderError | undefined> | undefined

  constructor(
    all: readonly Runnable[],
    call: Pick<FinishedCall, 'body' | 'promptFields'> & {
      /** Messages that the call goes on from and that are not in its body. */
      readonly earlier?: readonly unknown[] | undefined
    },
    now: () => number,
  ) {
    this.#all = all
    this.#now = now
    this.#body = call.body
    this.#earlier = call.earlier ?? []
    this.#fields = Object.values(call.promptFields).filter((field) => field !== 'tools')
    this.names = all.map(({ guardrail }) => encodeURIComponent(guardrail.name)).join(',')
  }

  of(mode: GuardrailMode): readonly Runnable[] {
    return this.#all.filter(({ guardrail }) => guardrail.modes.has(mode))
  }

  /**
   * Looks at the prompt before anybody else does.
   * @returns the body that the call goes on with
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  async checkPrompt(): Promise<Body> {
    for (const runnable of this.of('pre_call')) await this.#lookAtPrompt(runnable, 'pre_call')
    return this.#body
  }

  /**
   * The same before a tool is called, whose arguments are the prompt.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  async checkToolCall(): Promise<Body> {
    for (const runnable of this.of('pre_mcp_call')) await this.#lookAtPrompt(runnable, 'pre_mcp_call')
    return this.#body
  }

  /** The prompt as it may be written down. */
  get body(): Body {
    return this.#body
  }

  /** What the call goes on from, as a model may see it. */
  get earlier(): readonly unknown[] {
    return this.#earlier
  }

  get decisions(): readonly GuardrailDecision[] {
    return [...this.#decisions]
  }

  /** Looks at the prompt while it is answered; `refusal` tells what came of it. */
  watchCall(): void {
    const watching = this.of('during_call')
    if (watching.length === 0) return
    this.#refusal = Promise.all(watching.map((runnable) => this.#lookAtPrompt(runnable, 'during_call'))).then(
      () => undefined,
      (error: ProviderError) => {
        this.#refused.abort()
        return error
      },
    )
  }

  /** Aborted when the prompt is refused while it is answered. */
  get refused(): AbortSignal {
    return this.#refused.signal
  }

  /** Why the prompt was refused while it was answered; undefined when it may be answered. */
  async refusal(): Promise<ProviderError | undefined> {
    return this.#refusal
  }

  /** @throws {GuardrailRefusal | GuardrailUnreachable} */
  checkAnswer(result: ChatResult): Promise<ChatResult> {
    return this.#lookAtAnswer('post_call', result, changeAnswer)
  }

  /**
   * The same for what a tool gave back.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  checkToolResult<T>(result: T, changeWords: ChangeWords<T>): Promise<T> {
    return this.#lookAtAnswer('post_mcp_call', result, changeWords)
  }

  /**
   * The same for an answer in any other form.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  checkOwnAnswer<T>(answer: T, changeWords: ChangeWords<T>): Promise<T> {
    return this.#lookAtAnswer('post_call', answer, changeWords)
  }

  async #lookAtAnswer<T>(mode: GuardrailMode, answer: T, changeWords: ChangeWords<T>): Promise<T> {
    let checked = answer
    for (const runnable of this.of(mode)) {
      const texts = wordsOf(checked, changeWords)
      const { verdict } = await this.ask(runnable, mode, { side: 'answer', texts })
      checked = changeWords(checked, replacing(verdict.kind === 'masked' ? verdict.texts : texts))
    }
    return checked
  }

  /**
   * Asks one guardrail, and notes what it decided.
   * @throws {GuardrailRefusal | GuardrailUnreachable}
   */
  async ask(
    runnable: Runnable,
    mode: GuardrailMode,
    question: Question,
    onRefused: (texts: readonly string[] | undefined) => void = () => undefined,
  ): Promise<{ readonly verdict: Verdict }> {
    const startedAt = this.#now()
    const { rule } = runnable.guardrail
    const keeps = mode === 'pre_call' && rule.kind === 'personal-data' && rule.unmask
    const placeholder = keeps ? this.masked.make : runnable.placeholder
    try {
      const verdict = await runnable.judge({ ...question, placeholder })
      this.note(runnable, mode, startedAt, verdict)
      if (verdict.kind !== 'refused') return { verdict }
      onRefused(verdict.texts)
      throw new GuardrailRefusal(verdict.message)
    } catch (error) {
      if (error instanceof GuardrailRefusal) throw error
      this.note(runnable, mode, startedAt, { kind: 'unreachable', message: String(error) })
      if (rule.kind === 'bedrock' && rule.failOpen && isUnreachable(error))
        return { verdict: { kind: 'passed' } }
      throw new GuardrailUnreachable(runnable.guardrail.name, error)
    }
  }

  /** A further decision on the same text in pieces is the same decision. */
  note(
    { guardrail: { name, type } }: Runnable,
    mode: GuardrailMode,
    startedAt: number,
    verdict: Verdict | { readonly kind: 'unreachable'; readonly message: string },
  ): void {
    const before = this.#decisions.findIndex((known) => known.name === name && known.mode === mode)
    const known = this.#decisions[before]
    const found: Counts = 'found' in verdict ? verdict.found : {}
    const decision: GuardrailDecision = {
      name,
      type,
      mode,
      verdict: verdict.kind === 'passed' && known ? known.verdict : verdict.kind,
      found: known ? addCounts(known.found, found) : found,
      startedAt: known?.startedAt ?? startedAt,
      endedAt: this.#now(),
      ...('message' in verdict ? { message: verdict.message } : {}),
    }
    if (known) this.#decisions[before] = decision
    else this.#decisions.push(decision)
  }

  /** The call as it may be written down. */
  written(call: FinishedCall): FinishedCall {
    const change = this.maskingOfRecord()
    const { served } = call
    return {
      ...call,
      body: change ? changePrompt(this.#body, this.#fields, change) : this.#body,
      ...(served && change ? { served: { ...served, result: changeAnswer(served.result, change) } } : {}),
      guardrails: this.decisions,
    }
  }

  /** What masks texts that are written down; undefined where they stay as they are. */
  maskingOfRecord(): ChangeText | undefined {
    const masking = this.of('logging_only').flatMap(({ find, placeholder }) =>
      find ? [{ find, placeholder }] : [],
    )
    if (masking.length === 0) return undefined
    return (text) =>
      masking.reduce((rest, { find, placeholder }) => maskSpans(rest, find(rest), placeholder), text)
  }

  async #lookAtPrompt(runnable: Runnable, mode: GuardrailMode): Promise<void> {
    const { rule } = runnable.guardrail
    const isLatest = rule.kind === 'bedrock' && rule.latestOnly
    const { part, putBack } = isLatest ? latestMessage(this.#body) : { part: this.#body, putBack: asIs }
    const before = { earlier: isLatest ? [] : this.#earlier }
    const ofEarlier = promptTexts(before, ['earlier'])
    const texts = [...ofEarlier, ...promptTexts(part, this.#fields)]
    const put = (changed: readonly string[]) => {
      const next = replacing(changed)
      const { earlier } = changePrompt(before, ['earlier'], next)
      if (earlier !== before.earlier) this.#earlier = earlier as readonly unknown[]
      this.#body = putBack(changePrompt(part, this.#fields, next))
    }
    const { verdict } = await this.ask(runnable, mode, { side: 'prompt', texts }, (masked) => {
      if (masked) put(masked)
    })
    if (verdict.kind === 'masked' && mode !== 'during_call') put(verdict.texts)
  }
}

function wordsOf<T>(answer: T, changeWords: ChangeWords<T>): readonly string[] {
  const texts: string[] = []
  changeWords(answer, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

const unreachable: ReadonlySet<ErrorClass> = new Set([
  ...(['timeout', 'api_connection', 'bad_gateway'] as const),
  ...(['service_unavailable', 'internal_server', 'rate_limit'] as const),
])

/** Not what the guardrail refuses to look at: a client could choose that. */
function isUnreachable(error: unknown): boolean {
  return error instanceof ProviderError && unreachable.has(error.errorClass)
}

const asIs = (changed: Body) => changed

/** Gives one text after the other, in the order in which they were taken. */
function replacing(texts: readonly string[]): ChangeText {
  const next = texts[Symbol.iterator]()
  return (text) => next.next().value ?? text
}
