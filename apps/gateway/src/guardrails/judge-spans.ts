import type { Guardrail } from '@kansoku/routing'
import { countKinds, type Span, withoutOverlaps } from './detect/span.ts'
import type { Placeholder } from './placeholders.ts'
import type { Verdict } from './verdict.ts'

/** A text with every find replaced. */
export function maskSpans(text: string, spans: readonly Span[], placeholder: Placeholder): string {
  let masked = ''
  let from = 0
  for (const { start, end, kind } of withoutOverlaps(spans)) {
    masked += text.slice(from, start) + placeholder(kind, text.slice(start, end))
    from = end
  }
  return masked + text.slice(from)
}

interface Question {
  readonly side: 'prompt' | 'answer'
  readonly texts: readonly string[]
  readonly placeholder: Placeholder
}

/** What finds mean for a call. A refused text is masked as well: for what is written down of it. */
export function judgeSpans(
  guardrail: Pick<Guardrail, 'name' | 'rule'>,
  { side, texts, placeholder }: Question,
  find: (text: string) => readonly Span[],
): Verdict {
  const found = texts.map(find)
  const all = found.flat()
  if (all.length === 0) return { kind: 'passed' }
  const blocked = all.filter(({ action }) => action === 'block')
  const isAttack = guardrail.rule.kind === 'prompt-injection'
  const masked = isAttack
    ? texts
    : texts.map((text, index) => maskSpans(text, found[index] ?? [], placeholder))
  const counts = countKinds(found.flatMap(withoutOverlaps))
  const [first] = blocked
  if (first === undefined) return { kind: 'masked', texts: masked, found: counts }
  return {
    kind: 'refused',
    message: explainRefusal(guardrail, first.kind, side),
    found: counts,
    texts: masked,
  }
}

/** In LiteLLM's words, where it has some. */
export function explainRefusal(
  { name, rule }: Pick<Guardrail, 'name' | 'rule'>,
  kind: string,
  side: 'prompt' | 'answer',
): string {
  switch (rule.kind) {
    case 'personal-data':
      return `Blocked entity detected: ${kind} by Guardrail: ${name}. This entity is not allowed to be used in this ${side === 'prompt' ? 'request' : 'response'}.`
    case 'prompt-injection':
      return 'Rejected message. This is a prompt injection attack.'
    case 'content-filter':
      return `Content blocked by Guardrail: ${name}. ${kind === 'KEYWORD' ? 'A banned word' : `The pattern ${kind}`} was found.`
    default:
      return `Violated guardrail policy: ${name}.`
  }
}
