import { z } from 'zod'

/** A parameter of an address that may be given several times. */
export const list = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .optional()
