import { KansokuError } from '@kansoku/contracts'

/** A question of metrics that cannot be answered: 400 with what was wrong and what there is. */
export function refuse(message: string): KansokuError {
  return new KansokuError('invalid_request', message)
}

/** The entry under a name that a user sent; own keys only, so that `constructor` is as unknown as any other. */
export function lookUp<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined
}
