/** What the environment says, checked. Times in milliseconds, sizes in bytes unless a name says otherwise. */
export interface ServerConfig {
  readonly version: string
  readonly dataDir: string
}
