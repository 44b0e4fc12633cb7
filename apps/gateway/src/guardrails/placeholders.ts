import type { GuardrailRule } from '@kansoku/routing'

/** Makes what stands in the place of a find. */
export type Placeholder = (kind: string, found: string) => string

/** What was masked in a prompt, to be put back into its answer. */
export class Placeholders {
  readonly #originals = new Map<string, string>()
  readonly #names = new Map<string, string>()

  /** The same for the same find; a second one of a kind has a number. */
  readonly make: Placeholder = (kind, found) => {
    const known = this.#names.get(`${kind} ${found}`)
    if (known !== undefined) return known
    let name = `<${kind}>`
    for (let count = 2; this.#originals.has(name); count++) name = `<${kind}_${count}>`
    this.#originals.set(name, found)
    this.#names.set(`${kind} ${found}`, name)
    return name
  }

  get isEmpty(): boolean {
    return this.#originals.size === 0
  }

  /** Puts back what was masked. `quote` makes a find fit for where it goes. */
  restore(text: string, quote: (found: string) => string = (found) => found): string {
    return text.replace(/<[A-Z_]+(?:_\d+)?>/g, (name) => {
      const found = this.#originals.get(name)
      return found === undefined ? name : quote(found)
    })
  }
}

/** LiteLLM's words for what is gone. */
export function placeholderOf({ kind }: GuardrailRule): Placeholder {
  if (kind === 'secrets') return () => '[REDACTED]'
  if (kind === 'content-filter') return (name) => `[${name}_REDACTED]`
  return (name) => `<${name}>`
}
