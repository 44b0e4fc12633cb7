import { z } from 'zod'

/** A day in UTC. */
const day = z.iso.date()
/** From the first day to the last one, both inside. */
export const days = { start_date: day.optional(), end_date: day.optional() }
/** US dollars. */
export const dollars = z.number()
export const count = z.number().int()
