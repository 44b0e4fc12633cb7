import { z } from 'zod'

/** Field types of read answers. Instants are ISO 8601 with milliseconds and `Z`. */
export const instantField = z.iso.datetime()
export const text = z.string()
export const textOrNull = z.string().nullable()
export const numberOrNull = z.number().nullable()
export const json = z.unknown()
export const metadataField = z.record(z.string(), z.unknown())
export const countsField = z.record(z.string(), z.number())
