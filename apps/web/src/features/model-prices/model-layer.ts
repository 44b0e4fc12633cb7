import type { PublicModel } from '@kansoku/contracts'

/** What lies over the page. */
export type ModelLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'show' | 'edit' | 'clone' | 'delete'; readonly model: PublicModel }
