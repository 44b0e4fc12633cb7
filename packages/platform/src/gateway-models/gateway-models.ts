import { randomUUID } from 'node:crypto'
import { changeModel, type GatewayModel, KansokuError, type ModelChanges } from '@kansoku/contracts'
import { gatewayModels } from '@kansoku/storage'
import { asc, eq } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { openSealedJson, sealJson } from '../secrets/sealed-json.ts'

type Stored = typeof gatewayModels.$inferSelect

/** A deployment that was added, and who did it when. */
export interface AddedModel
  extends GatewayModel,
    Pick<Stored, 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'> {}

interface Change {
  readonly changes: ModelChanges
  readonly by: string
}

/** Throws `invalid_request` for an id that is taken. */
export async function addGatewayModel(
  ctx: PlatformContext,
  { changes, by }: Change & { readonly changes: { readonly model_name: string } },
): Promise<AddedModel> {
  const { id: given } = changes.model_info ?? {}
  const id = typeof given === 'string' && given !== '' ? given : randomUUID()
  const empty = { id, modelName: changes.model_name, params: {}, info: {} }
  const model = changeModel(empty, changes)
  const now = ctx.clock.now()
  const stamps = { createdBy: by, updatedBy: by, createdAt: now, updatedAt: now }
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [row] = await tx
      .insert(gatewayModels)
      .values({ ...toColumns(ctx, model), ...stamps })
      .onConflictDoNothing()
      .returning()
    if (!row) throw new KansokuError('invalid_request', `A model with the id ${model.id} exists already`)
    return { ...model, ...stamps }
  })
}

/** Throws `not_found`. */
export async function updateGatewayModel(
  ctx: PlatformContext,
  { id, changes, by }: Change & { readonly id: string },
): Promise<AddedModel> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [stored] = await tx.select().from(gatewayModels).where(eq(gatewayModels.id, id)).for('update')
    if (!stored) throw modelNotFound(id)
    const model = changeModel(requireOpen(ctx, stored), changes)
    const stamps = { updatedBy: by, updatedAt: ctx.clock.now() }
    await tx
      .update(gatewayModels)
      .set({ ...toColumns(ctx, model), ...stamps })
      .where(eq(gatewayModels.id, id))
    return { ...stored, ...model, ...stamps }
  })
}

/** Throws `not_found`. */
export async function deleteGatewayModel(ctx: PlatformContext, { id }: { id: string }): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const [row] = await tx.delete(gatewayModels).where(eq(gatewayModels.id, id)).returning()
    if (!row) throw modelNotFound(id)
  })
}

/** Throws `not_found`. */
export async function getGatewayModel(ctx: PlatformContext, { id }: { id: string }): Promise<GatewayModel> {
  const [stored] = await ctx.metadata.db.select().from(gatewayModels).where(eq(gatewayModels.id, id))
  if (!stored) throw modelNotFound(id)
  return requireOpen(ctx, stored)
}

/** The oldest first. Those whose credentials were encrypted with another key are left out. */
export async function readGatewayModels(ctx: PlatformContext, tx: Transaction): Promise<GatewayModel[]> {
  const rows = await tx
    .select()
    .from(gatewayModels)
    .orderBy(asc(gatewayModels.createdAt), asc(gatewayModels.id))
  return rows.flatMap((row) => open(ctx, row) ?? [])
}

function toColumns(ctx: PlatformContext, { id, modelName, params, info }: GatewayModel) {
  return { id, modelName, sealedParams: sealJson(params, ctx), info }
}

/** Undefined for one whose credentials were encrypted with another key. */
function open(ctx: PlatformContext, { id, modelName, sealedParams, info }: Stored): GatewayModel | undefined {
  const params = openSealedJson(sealedParams, ctx)
  return params === undefined ? undefined : { id, modelName, params: params as GatewayModel['params'], info }
}

/** A change must not lose what cannot be read now. */
function requireOpen(ctx: PlatformContext, stored: Stored): GatewayModel {
  const model = open(ctx, stored)
  if (model) return model
  throw new KansokuError(
    'unprocessable',
    `The settings of model ${stored.id} were encrypted with another ENCRYPTION_KEY. Restore that one, or delete the model and add it again`,
  )
}

function modelNotFound(id: string): KansokuError {
  return new KansokuError(
    'not_found',
    `Model with id=${id} not found in db. Models of the config file are changed there.`,
  )
}
