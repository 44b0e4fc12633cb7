import { z } from 'zod'

/** Of every list that pages are cut from. */
export const pageFigures = {
  page: z.number(),
  limit: z.number(),
  totalItems: z.number(),
  totalPages: z.number(),
}
