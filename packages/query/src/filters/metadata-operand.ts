import type { Binder } from '../sql/binder.ts'
import type { Operand } from './predicate.ts'

/**
 * The value under one key of a stored metadata map. `a.b` is the key `a.b`, or where that is absent the field `b` of
 * the object under `a`. A stored text that is quoted JSON reads as the text itself.
 */
export function metadataOperand(map: string, key: string, bind: Binder): Operand {
  const bound = bind.text(key)
  const [first = '', ...path] = key.split('.', 20)
  const nested =
    path.length === 0
      ? "''"
      : `JSONExtractRaw(${[`${map}[${bind.text(first)}]`, ...path.map((part) => bind.text(part))].join(', ')})`
  const stored = `if(mapContains(${map}, ${bound}), ${map}[${bound}], ${nested})`
  const text = `if(startsWith(${stored}, '"') AND isValidJSON(${stored}), JSONExtractString(${stored}), ${stored})`
  return {
    text,
    number: `multiIf(${stored} = 'true', 1, ${stored} = 'false', 0, toFloat64OrNull(${text}))`,
    missing: `${stored} IN ('', 'null')`,
    ignoreCase: false,
  }
}
