import { KansokuError } from '@kansoku/contracts'

/** What became of one of several wishes: what it brought, or why not. */
export type Outcome<Wish, Result> =
  | { readonly wish: Wish; readonly result: Result }
  | { readonly wish: Wish; readonly reason: string }

/** One after another; one that is refused leaves the others alone. Anything but a refusal is thrown. */
export async function eachForItself<Wish, Result>(
  wishes: readonly Wish[],
  act: (wish: Wish) => Promise<Result>,
): Promise<Outcome<Wish, Result>[]> {
  const outcomes: Outcome<Wish, Result>[] = []
  for (const wish of wishes) {
    try {
      outcomes.push({ wish, result: await act(wish) })
    } catch (error) {
      if (!(error instanceof KansokuError)) throw error
      outcomes.push({ wish, reason: error.message })
    }
  }
  return outcomes
}
