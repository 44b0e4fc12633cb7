export interface AwsIdentity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Who may call an emulator, or how to find out. */
export type KnownIdentities = readonly AwsIdentity[] | ((accessKeyId: string) => AwsIdentity | undefined)

export const emulatorIdentity: AwsIdentity = {
  accessKeyId: 'AKIAKANSOKUEMULATOR0',
  secretAccessKey: 'emulator/secret+access+key/0123456789ABC',
}

export function identityFinder(known: KnownIdentities): (accessKeyId: string) => AwsIdentity | undefined {
  if (typeof known === 'function') return known
  return (accessKeyId) => known.find((identity) => identity.accessKeyId === accessKeyId)
}
