export interface SignedInUser {
  readonly id: string
  readonly email: string
  readonly name: string
}
