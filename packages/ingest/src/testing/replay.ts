import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Ingestion } from '../ingestion.ts'
import type { IngestionScope } from '../scope.ts'

const capture = z.object({
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown().optional(),
  bodyBase64: z.string().optional(),
})

/** Sends the telemetry of a captured session of an SDK; other requests of the session are passed over. */
export async function replay(ingestion: Ingestion, projectId: string, fixture: string): Promise<void> {
  const file = join(import.meta.dirname, '..', '..', 'fixtures', `${fixture}.jsonl`)
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { path, headers, body, bodyBase64 } = capture.parse(JSON.parse(line))
    const scope: IngestionScope = {
      projectId,
      apiKeyId: 'key',
      source: path.includes('otel') ? 'OTEL' : 'API',
      sdkName: headers['x-langfuse-sdk-name'] ?? headers.x_langfuse_sdk_name ?? null,
      sdkVersion: headers['x-langfuse-sdk-version'] ?? headers.x_langfuse_sdk_version ?? null,
    }
    if (path === '/api/public/ingestion') {
      const { errors } = await ingestion.ingestEvents(scope, body)
      if (errors.length > 0) throw new Error(`${fixture}: ${JSON.stringify(errors)}`)
    } else if (path === '/api/public/otel/v1/traces') {
      const request =
        bodyBase64 === undefined
          ? ({ encoding: 'json', body: Buffer.from(JSON.stringify(body)) } as const)
          : ({ encoding: 'protobuf', body: Buffer.from(bodyBase64, 'base64') } as const)
      await ingestion.ingestSpans(scope, request)
    }
  }
}
