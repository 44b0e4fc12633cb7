import type { VirtualKey, VirtualKeyChanges } from '@kansoku/contracts'
import { type AllowanceTexts, allowanceChangesOf, allowanceTextsOf, noAllowance } from './allowance.ts'

/** What the form holds: texts, as people type them. */
export interface KeyFields extends AllowanceTexts {
  /** Empty: none. */
  readonly teamId: string
  /** Empty: for ever; `keep`: as it was. */
  readonly expiresIn: string
}

export const keepExpiry = 'keep'
export const expiries = ['', '1d', '7d', '30d', '90d'] as const

export const noFields: KeyFields = { ...noAllowance, teamId: '', expiresIn: '' }

export function fieldsOf(key: VirtualKey): KeyFields {
  return { ...allowanceTextsOf({ ...key, ...key.own }), teamId: key.teamId ?? '', expiresIn: keepExpiry }
}

/** Of a new key: what differs from one without limits. */
export function changesOf(fields: KeyFields, before: KeyFields = noFields): VirtualKeyChanges {
  return {
    ...allowanceChangesOf(fields, before),
    teamId: fields.teamId || null,
    ...(fields.expiresIn === keepExpiry ? {} : { expiresIn: fields.expiresIn || null }),
  }
}
