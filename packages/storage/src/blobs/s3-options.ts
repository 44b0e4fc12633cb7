export interface S3BlobsOptions {
  readonly bucket: string
  /** Before every key: empty, or ending in `/`. */
  readonly prefix: string
  readonly region: string
  /** URL of a storage that is not AWS's own, such as `http://minio:9000`. */
  readonly endpoint?: string | undefined
  /** URL of the same storage for clients, which are given signed URLs; default: `endpoint`. */
  readonly clientEndpoint?: string | undefined
  /** Without keys, AWS's default chain finds credentials: environment, profile, container, instance. */
  readonly accessKeyId?: string | undefined
  readonly secretAccessKey?: string | undefined
  readonly sessionToken?: string | undefined
  /** The bucket stands in the path instead of the host. */
  readonly forcePathStyle: boolean
  /**
   * How the storage is told to encrypt what is put; the store then has no URLs for clients. Absent: the bucket's
   * default.
   */
  readonly serverSideEncryption?: 'AES256' | 'aws:kms' | undefined
  /** For `aws:kms`; absent: the account's own key for S3. */
  readonly kmsKeyId?: string | undefined
  /** How long the storage may take to answer one of up to three attempts, in milliseconds; default 60,000. */
  readonly timeoutMs?: number | undefined
}

export function hostOf({ endpoint, region }: Pick<S3BlobsOptions, 'endpoint' | 'region'>): string {
  if (endpoint === undefined) return `s3.${region}.amazonaws.com`
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint
}

export function encryptionOf({ serverSideEncryption, kmsKeyId }: S3BlobsOptions) {
  return {
    ...(serverSideEncryption ? { ServerSideEncryption: serverSideEncryption } : {}),
    ...(serverSideEncryption === 'aws:kms' && kmsKeyId ? { SSEKMSKeyId: kmsKeyId } : {}),
  }
}
