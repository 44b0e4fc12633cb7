import { join } from 'node:path'
import type { S3BlobsOptions } from '@kansoku/storage'
import { flag, optionalText, text, url, type VariableValues } from './variable.ts'

/** Where files beside telemetry are kept. */
export const blobVariables = {
  S3_BUCKET: {
    description:
      'Bucket for files, on S3 or a storage that speaks its API; clients upload to it and read from it themselves. Unset: a folder in the data folder. The names of Langfuse (LANGFUSE_S3_MEDIA_UPLOAD_BUCKET and so on) count when this is unset.',
    remedy: 'Give the name of a bucket, or start with "--embedded".',
    schema: optionalText,
  },
  S3_PREFIX: {
    description: 'Begins every key in the bucket.',
    remedy: 'Write it as kansoku/.',
    schema: text.regex(/^$|\/$/, 'it does not end with /').default(''),
  },
  S3_REGION: {
    description: 'Region of the bucket.',
    default: 'us-east-1',
    remedy: 'Write it as ap-northeast-1.',
    schema: text.default('us-east-1'),
  },
  S3_ENDPOINT: {
    description: "URL of a storage that is not AWS's own.",
    remedy: 'Write it as https://minio.example.com:9000.',
    schema: url('http:', 'https:').optional(),
  },
  S3_CLIENT_ENDPOINT: {
    description: 'URL at which browsers and SDKs reach the same storage. Unset: that of S3_ENDPOINT.',
    remedy: 'Write it as https://minio.example.com:9000, or leave it empty.',
    schema: url('http:', 'https:').optional(),
  },
  S3_ACCESS_KEY_ID: {
    description: "Access key. Unset: AWS's default chain (profile, container, instance role).",
    remedy: 'Give S3_SECRET_ACCESS_KEY with it, or leave both empty.',
    schema: optionalText,
  },
  S3_SECRET_ACCESS_KEY: {
    description: 'Secret of S3_ACCESS_KEY_ID.',
    secret: true,
    remedy: 'Give it together with S3_ACCESS_KEY_ID.',
    schema: optionalText,
  },
  S3_FORCE_PATH_STYLE: {
    description: 'on: the bucket stands in the path of URLs, as MinIO wants it.',
    default: 'off',
    remedy: 'Write on or off.',
    schema: flag(false),
  },
  S3_SSE: {
    description:
      'How the storage is told to encrypt: AES256 or aws:kms. Files then go through the server, as clients know nothing of it. Unset: as the bucket does by itself.',
    remedy: 'Write AES256 or aws:kms, or leave it empty.',
    schema: text.regex(/^(AES256|aws:kms)$/, 'it is neither AES256 nor aws:kms').optional(),
  },
  S3_SSE_KMS_KEY_ID: {
    description: "Key for aws:kms. Unset: the account's own for S3.",
    remedy: 'Give the id or the ARN of a key.',
    schema: optionalText,
  },
} as const

type Environment = Readonly<Record<string, string | undefined>>

/** Lets the names of Langfuse stand for ours: all of them or none, so that no mixture of two storages comes about. */
export function withLangfuseNames(env: Environment): Environment {
  if (env.S3_BUCKET?.trim()) return env
  const named = Object.keys(blobVariables).map((name) => [
    name,
    env[name.replace(/^S3_/, 'LANGFUSE_S3_MEDIA_UPLOAD_')],
  ])
  return { ...env, ...Object.fromEntries(named) }
}

export type BlobOptions =
  | { readonly kind: 'folder'; readonly path: string }
  | ({ readonly kind: 's3' } & S3BlobsOptions)

export function blobOptions(values: VariableValues<typeof blobVariables>, dataDir: string): BlobOptions {
  if (values.S3_BUCKET === undefined) return { kind: 'folder', path: join(dataDir, 'blobs') }
  return {
    kind: 's3',
    bucket: values.S3_BUCKET,
    prefix: values.S3_PREFIX,
    region: values.S3_REGION,
    endpoint: values.S3_ENDPOINT,
    clientEndpoint: values.S3_CLIENT_ENDPOINT,
    accessKeyId: values.S3_ACCESS_KEY_ID,
    secretAccessKey: values.S3_SECRET_ACCESS_KEY,
    forcePathStyle: values.S3_FORCE_PATH_STYLE,
    serverSideEncryption: values.S3_SSE as S3BlobsOptions['serverSideEncryption'],
    kmsKeyId: values.S3_SSE_KMS_KEY_ID,
  }
}
