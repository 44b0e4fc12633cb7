/** A client may give a call both ids, or the one. */
export interface CallIds {
  readonly callId: string
  readonly requestId: string
}
