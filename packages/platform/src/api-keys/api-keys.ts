/** A key that let someone in. */
export interface AuthenticatedKey {
  readonly apiKeyId: string
  readonly publicKey: string
  readonly projectId: string
  readonly organizationId: string
}

/** Answers from a cache of a few seconds that a change on any server empties at once. */
export interface ApiKeys extends AsyncDisposable {
  /** The key whose public and secret part both match. */
  authenticate(credentials: { publicKey: string; secretKey: string }): Promise<AuthenticatedKey | undefined>
  /** The key with this public part. Proves nothing but knowledge of a public key. */
  findByPublicKey(publicKey: string): Promise<AuthenticatedKey | undefined>
}
