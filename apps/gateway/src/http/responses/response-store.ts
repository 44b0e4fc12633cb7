import type { Caller } from '../authentication.ts'
import type { Body } from '../call/dialect.ts'
import { inputItems } from './input-items.ts'
import type { Item } from './items.ts'
import type { Response } from './response.ts'

/** A response and what led to it. */
export interface KeptResponse {
  readonly response: Response
  /** What the client sent with it. */
  readonly input: readonly Item[]
  /** The whole conversation before that, through the responses that it goes on from. */
  readonly history: readonly Item[]
}

/** Keeps responses for clients that go on from them by id, in memory: the latest, within its bounds. */
export interface ResponseStore {
  /** Takes what another worker of this gateway has kept, or removed. */
  learn(news: ResponseNews): void
  /** What a key may see: its own responses; the master key sees all. */
  of(caller: Pick<Caller, 'key' | 'keyHash'>): KeptResponses
}

export interface KeptResponses {
  /** Unless the client asked for it not to be kept. */
  keep(response: Response, body: Body): void
  find(id: string): KeptResponse | undefined
  remove(id: string): boolean
}

/** A change of what is kept. */
export type ResponseNews = { readonly kept: Entry } | { readonly removed: string }

/** Characters of JSON. All workers would read a longer one, and keep it. */
const longestShared = 1_000_000

/** Whether other workers are told of a change. */
export function isShared(news: ResponseNews): boolean {
  return 'removed' in news || news.kept.size <= longestShared
}

interface Entry extends KeptResponse {
  /** Hash of the key. */
  readonly owner: string
  /** Characters of JSON. */
  readonly size: number
}

interface Options {
  /** Default 1,000. */
  readonly entries?: number
  /** Characters of JSON; default 64 million. */
  readonly characters?: number
  /** Is told each change that a caller makes. */
  readonly onChange?: (news: ResponseNews) => void
}

export function createResponseStore({
  entries = 1000,
  characters = 64_000_000,
  onChange,
}: Options = {}): ResponseStore {
  const kept = new Map<string, Entry>()
  let size = 0
  const remove = (id: string): boolean => {
    size -= kept.get(id)?.size ?? 0
    return kept.delete(id)
  }
  const add = (entry: Entry) => {
    kept.set(entry.response.id, entry)
    size += entry.size
    for (const id of kept.keys()) {
      if (kept.size <= entries && size <= characters) break
      remove(id)
    }
  }
  return {
    learn: (news) => ('kept' in news ? add(news.kept) : void remove(news.removed)),
    of({ key, keyHash }) {
      const find = (id: string) => {
        const found = kept.get(id)
        return key === undefined || found?.owner === keyHash ? found : undefined
      }
      return {
        keep(response, body) {
          if (body.store === false) return
          const before = find(String(body.previous_response_id))
          const history = before ? [...before.history, ...before.input, ...before.response.output] : []
          const input = inputItems(response.id, body.input)
          const own = JSON.stringify([response, input, history]).length
          const entry = { response, input, history, owner: keyHash, size: own }
          add(entry)
          onChange?.({ kept: entry })
        },
        find,
        remove(id) {
          if (find(id) === undefined) return false
          onChange?.({ removed: id })
          return remove(id)
        },
      }
    },
  }
}
