import type { Role } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'

interface RoleSelectProps {
  /** For assistive technology: the column says it to the eye. */
  readonly label: string
  readonly value: Role | null
  /** Those to choose from; none: the role is only shown. */
  readonly roles: readonly Role[]
  /** The role may be left to the organisation. */
  readonly inherits?: boolean
  readonly onChange: (role: Role | null) => void
}

export function RoleSelect({ label, value, roles, inherits = false, onChange }: RoleSelectProps) {
  const { t } = useTranslation()
  const nameOf = (role: Role | null) => t(`members.role.${role ?? 'inherited'}`)
  if (roles.length === 0) return <span className="px-2 whitespace-nowrap text-ink-2">{nameOf(value)}</span>
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(roles.find((role) => role === target.value) ?? null)}
      className="h-8 min-w-32 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink pointer-coarse:h-10"
    >
      {inherits && <option value="">{nameOf(null)}</option>}
      {roles.map((role) => (
        <option key={role} value={role}>
          {nameOf(role)}
        </option>
      ))}
    </select>
  )
}
