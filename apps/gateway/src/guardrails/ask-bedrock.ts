import type { BedrockGuardrails } from '@kansoku/providers'
import type { BedrockRule } from '@kansoku/routing'
import type { Verdict } from './verdict.ts'

/** Texts of one question; Bedrock refuses empty ones. */
export async function askBedrock(
  bedrock: BedrockGuardrails,
  { id, version, target, masksPrompt, masksAnswer, timeoutSeconds }: BedrockRule,
  side: 'prompt' | 'answer',
  texts: readonly string[],
): Promise<Verdict> {
  const asked = texts.filter((text) => text.trim() !== '')
  if (asked.length === 0) return { kind: 'passed' }
  const { intervened, blocked, outputs, found } = await bedrock.apply(
    { id, version, side, texts: asked, params: target },
    { timeoutMs: timeoutSeconds * 1000 },
  )
  if (!intervened) return { kind: 'passed' }
  const masks = side === 'prompt' ? masksPrompt : masksAnswer
  if (!blocked && !masks) return { kind: 'passed' }
  if (blocked || outputs.length !== asked.length) {
    const words = outputs.length > 0 && blocked ? ` ${outputs.join(' ')}` : ''
    return {
      kind: 'refused',
      message: `Violated guardrail policy.${words}`,
      found,
      texts: texts.map(() => ''),
    }
  }
  const masked = outputs[Symbol.iterator]()
  return {
    kind: 'masked',
    texts: texts.map((text) => (text.trim() === '' ? text : (masked.next().value ?? text))),
    found,
  }
}
