import { jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'

/** Deployments of models that were added beside those of the gateway's config file. */
export const gatewayModels = kansoku.table('gateway_models', {
  id: text('id').primaryKey(),
  modelName: text('model_name').notNull(),
  /** JSON of LiteLLM's `litellm_params`, encrypted: credentials are among them. */
  sealedParams: text('sealed_params').notNull(),
  info: jsonb('info').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  createdBy: text('created_by'),
  updatedBy: text('updated_by'),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})
