import type { Initialization } from '@kansoku/platform'
import { z } from 'zod'
import { optionalText, text, type VariableValues } from './variable.ts'

/** What the first start creates. Nothing that exists is changed by them. */
export const initVariables = {
  LANGFUSE_INIT_ORG_ID: {
    description: 'Id of the organization to create. The other LANGFUSE_INIT_* need it.',
    remedy: 'Give an id.',
    schema: optionalText,
  },
  LANGFUSE_INIT_ORG_NAME: {
    description: 'Name of that organization.',
    default: 'Provisioned Org',
    remedy: 'Give a name.',
    schema: text.default('Provisioned Org'),
  },
  LANGFUSE_INIT_PROJECT_ID: {
    description: 'Id of the project to create. Calls through the gateway land in it.',
    remedy: 'Give an id.',
    schema: text.regex(/^[^/?#\s]+$/, 'it contains a space or one of / ? #').optional(),
  },
  LANGFUSE_INIT_PROJECT_NAME: {
    description: 'Name of that project.',
    default: 'Provisioned Project',
    remedy: 'Give a name.',
    schema: text.default('Provisioned Project'),
  },
  LANGFUSE_INIT_PROJECT_RETENTION: {
    description: 'Days that the project keeps telemetry; 0 keeps it for ever.',
    default: '0',
    remedy: 'Give 0, or a number of days from 3 on.',
    schema: text
      .regex(/^(0|[3-9]|[1-9]\d{1,5})$/, 'it is neither 0 nor at least 3')
      .transform(Number)
      .optional(),
  },
  LANGFUSE_INIT_PROJECT_PUBLIC_KEY: {
    description: 'Public API key of the project, such as pk-lf-….',
    remedy: 'Give a key without ":" and spaces.',
    schema: text.regex(/^[^:\s]+$/, 'it contains ":" or a space').optional(),
  },
  LANGFUSE_INIT_PROJECT_SECRET_KEY: {
    description: 'Secret API key of the project, such as sk-lf-….',
    secret: true,
    remedy: 'Give a key without spaces.',
    schema: text.regex(/^\S+$/, 'it contains a space').optional(),
  },
  LANGFUSE_INIT_USER_EMAIL: {
    description: 'E-mail address of the owner to create.',
    remedy: 'Write it as name@example.com.',
    schema: z.email('it is not an e-mail address').optional(),
  },
  LANGFUSE_INIT_USER_NAME: {
    description: 'Name of the owner.',
    default: 'Provisioned User',
    remedy: 'Give a name.',
    schema: text.default('Provisioned User'),
  },
  LANGFUSE_INIT_USER_PASSWORD: {
    description: 'Password of the owner, for the first sign-in.',
    secret: true,
    remedy: 'Give at most 512 characters.',
    schema: text.max(512, 'it is longer than 512 characters').optional(),
  },
} as const

type InitValues = VariableValues<typeof initVariables>

/**
 * What to create, with a warning for each variable that has no effect because another is missing.
 * Source of the rules: Langfuse's documentation on headless initialization.
 */
export function toInitialization(
  values: InitValues,
  isSet: (name: string) => boolean,
): { initialization: Initialization | undefined; warnings: string[] } {
  const organizationId = values.LANGFUSE_INIT_ORG_ID
  if (organizationId === undefined) {
    const others = Object.keys(initVariables).filter(isSet)
    const warnings =
      others.length > 0 ? [`${others.join(', ')}: no effect without LANGFUSE_INIT_ORG_ID.`] : []
    return { initialization: undefined, warnings }
  }
  const warnings: string[] = []
  const project = toProject(values, isSet, warnings)
  const user = toUser(values, isSet, warnings)
  return {
    initialization: {
      organization: { id: organizationId, name: values.LANGFUSE_INIT_ORG_NAME },
      ...(project && { project }),
      ...(user && { user }),
    },
    warnings,
  }
}

function toProject(
  values: InitValues,
  isSet: (name: string) => boolean,
  warnings: string[],
): Initialization['project'] {
  const {
    LANGFUSE_INIT_PROJECT_ID: id,
    LANGFUSE_INIT_PROJECT_PUBLIC_KEY: publicKey,
    LANGFUSE_INIT_PROJECT_SECRET_KEY: secretKey,
  } = values
  if (id === undefined) {
    const others = Object.keys(initVariables).filter(
      (name) => name.startsWith('LANGFUSE_INIT_PROJECT_') && isSet(name),
    )
    if (others.length > 0) warnings.push(`${others.join(', ')}: no effect without LANGFUSE_INIT_PROJECT_ID.`)
    return undefined
  }
  if ((publicKey === undefined) !== (secretKey === undefined)) {
    warnings.push(
      'LANGFUSE_INIT_PROJECT_PUBLIC_KEY and LANGFUSE_INIT_PROJECT_SECRET_KEY have an effect only together: no key is created.',
    )
  }
  return {
    id,
    name: values.LANGFUSE_INIT_PROJECT_NAME,
    retentionDays: values.LANGFUSE_INIT_PROJECT_RETENTION || null,
    ...(publicKey !== undefined && secretKey !== undefined && { keys: { publicKey, secretKey } }),
  }
}

function toUser(
  values: InitValues,
  isSet: (name: string) => boolean,
  warnings: string[],
): Initialization['user'] {
  const { LANGFUSE_INIT_USER_EMAIL: email, LANGFUSE_INIT_USER_PASSWORD: password } = values
  if (email !== undefined && password !== undefined) {
    return { email, name: values.LANGFUSE_INIT_USER_NAME, password }
  }
  if (['LANGFUSE_INIT_USER_EMAIL', 'LANGFUSE_INIT_USER_PASSWORD'].some(isSet)) {
    warnings.push(
      'LANGFUSE_INIT_USER_EMAIL and LANGFUSE_INIT_USER_PASSWORD have an effect only together: no user is created.',
    )
  }
  return undefined
}
