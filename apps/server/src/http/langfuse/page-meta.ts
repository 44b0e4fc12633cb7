import type { PageMeta } from '@kansoku/contracts'

interface Page {
  readonly page: number
  readonly limit: number
}

export function pageMeta({ page, limit }: Page, totalItems: number): PageMeta {
  return { page, limit, totalItems, totalPages: Math.ceil(totalItems / limit) }
}

export function offsetOf({ page, limit }: Page): number {
  return (page - 1) * limit
}
