import { z } from 'zod'

export const observationTypes = [
  'SPAN',
  'GENERATION',
  'EVENT',
  'AGENT',
  'TOOL',
  'CHAIN',
  'RETRIEVER',
  'EVALUATOR',
  'EMBEDDING',
  'GUARDRAIL',
] as const
export const observationType = z.enum(observationTypes)
export type ObservationType = z.infer<typeof observationType>

export const observationLevels = ['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'] as const
export const observationLevel = z.enum(observationLevels)
export type ObservationLevel = z.infer<typeof observationLevel>
