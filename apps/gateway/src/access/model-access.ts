import type { FallbackTarget, FallbackWishes, ModelIndex } from '@kansoku/routing'
import type { Caller } from '../http/authentication.ts'
import { HttpError } from '../http/http-error.ts'

/** Names that stand for more than one model, as LiteLLM has them. */
const everyModel: ReadonlySet<string> = new Set(['*', 'all-proxy-models', 'all-team-models'])

type AccessGroups = Pick<ModelIndex, 'accessGroupsOf'>

/** Whether the caller may use a model by this name, or by an access group of it; the master key may use all. */
export function mayUse(caller: Caller, model: string, models: AccessGroups): boolean {
  return refusalOf(caller, model, models) === undefined
}

/** Who names models that a caller may use. */
interface Permission {
  /** LiteLLM's word. */
  readonly who: 'key' | 'team' | 'user' | 'org'
  readonly named: readonly string[]
}

/** The first one that does not allow the model. What a user may use is for personal keys: a team says it for its own. */
function refusalOf(
  { key, team, organization, user }: Caller,
  model: string,
  models: AccessGroups,
): Permission | undefined {
  const permissions: Permission[] = [
    { who: 'key', named: key?.models ?? [] },
    { who: 'team', named: team?.models ?? [] },
    { who: 'user', named: key?.teamId ? [] : (user?.models ?? []) },
    { who: 'org', named: organization?.models ?? [] },
  ]
  return permissions.find(({ named }) => named.length > 0 && !allows(named, model, models))
}

function allows(named: readonly string[], model: string, models: AccessGroups): boolean {
  if (named.some((allowed) => everyModel.has(allowed) || fits(allowed, model))) return true
  return models.accessGroupsOf(model).some((group) => named.includes(group))
}

function fits(allowed: string, model: string): boolean {
  if (allowed === model) return true
  return allowed.endsWith('*') && model.startsWith(allowed.slice(0, -1))
}

/**
 * The name that the caller's own aliases turn a name into. An alias is the admin's word: who may use the name may use
 * what it stands for.
 * @throws {HttpError} 401 for a model that the key, or whom it belongs to, may not use
 */
export function resolveFor(caller: Caller, model: string, models: AccessGroups): string {
  const target = ownAlias(caller, model)
  const refusal = refusalOf(caller, model, models)
  if (!refusal || (target !== model && mayUse(caller, target, models))) return target
  const { who, named } = refusal
  throw new HttpError(
    401,
    `${who}_model_access_denied`,
    `${who} not allowed to access model. This ${who} can only access models=${listed(named)}. Tried to access ${model}`,
    { param: 'model' },
  )
}

interface Wish {
  readonly model: string
  readonly fallbacks: FallbackWishes
}

/**
 * The model that a call is for and the fallbacks of the caller's own choice, by what their names stand for.
 * @throws {HttpError} 401 for one that the key may not use
 */
export function allowedModels(caller: Caller, { model, fallbacks }: Wish, models: AccessGroups): Wish {
  const { general, contextWindow, contentPolicy } = fallbacks
  const resolve = (targets: readonly FallbackTarget[]) =>
    targets.map((target) => ({ ...target, model: resolveFor(caller, target.model, models) }))
  return {
    model: resolveFor(caller, model, models),
    fallbacks: {
      ...fallbacks,
      ...(general ? { general: resolve(general) } : {}),
      ...(contextWindow ? { contextWindow: resolve(contextWindow) } : {}),
      ...(contentPolicy ? { contentPolicy: resolve(contentPolicy) } : {}),
    },
  }
}

/** Those of the key go before those of its team. */
export function ownAlias({ key, team }: Caller, model: string): string {
  const aliases = { ...team?.modelAliases, ...key?.modelAliases }
  return Object.hasOwn(aliases, model) ? (aliases[model] ?? model) : model
}

function listed(models: readonly string[]): string {
  return `[${models.map((name) => `'${name}'`).join(', ')}]`
}
