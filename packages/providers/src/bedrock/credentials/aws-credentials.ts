/** Keys that requests are signed with. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Absent for keys that last. */
  readonly expiration?: Date
}
