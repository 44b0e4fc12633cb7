import type { FallbackWishes, ModelIndex } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'
import { HttpError } from '../http/http-error.ts'

/** Names that stand for more than one model, as LiteLLM has them. */
const everyModel: ReadonlySet<string> = new Set(['*', 'all-proxy-models', 'all-team-models'])

type AccessGroups = Pick<ModelIndex, 'accessGroupsOf'>

/** Whether the caller may use a model by this name, or by an access group of it; the master key may use all. */
export function mayUse({ key }: Caller, model: string, models: AccessGroups): boolean {
  if (key === undefined || key.models.length === 0) return true
  if (key.models.some((allowed) => everyModel.has(allowed) || fits(allowed, model))) return true
  return models.accessGroupsOf(model).some((group) => key.models.includes(group))
}

function fits(allowed: string, model: string): boolean {
  if (allowed === model) return true
  return allowed.endsWith('*') && model.startsWith(allowed.slice(0, -1))
}

/**
 * The name that the caller's own aliases turn a name into. An alias is the admin's word: who may use the name may use
 * what it stands for.
 * @throws {HttpError} 401 for a model that the key may not use
 */
export function resolveFor(caller: Caller, model: string, models: AccessGroups): string {
  const target = ownAlias(caller, model)
  if (mayUse(caller, model, models) || (target !== model && mayUse(caller, target, models))) return target
  throw new HttpError(
    401,
    'key_model_access_denied',
    `key not allowed to access model. This key can only access models=${listed(caller)}. Tried to access ${model}`,
    { param: 'model' },
  )
}

interface Wish {
  readonly model: string
  readonly fallbacks: FallbackWishes
}

/**
 * The model that a call is for.
 * @throws {HttpError} 401 for a model that the key may not use, as a fallback of the caller's own choice either
 */
export function allowedModel(caller: Caller, { model, fallbacks }: Wish, models: AccessGroups): string {
  const { general = [], contextWindow = [], contentPolicy = [] } = fallbacks
  for (const target of [...general, ...contextWindow, ...contentPolicy])
    resolveFor(caller, target.model, models)
  return resolveFor(caller, model, models)
}

function ownAlias({ key }: Caller, model: string): string {
  const aliases = key?.modelAliases ?? {}
  return Object.hasOwn(aliases, model) ? (aliases[model] ?? model) : model
}

function listed({ key }: Caller): string {
  return `[${(key?.models ?? []).map((name) => `'${name}'`).join(', ')}]`
}
