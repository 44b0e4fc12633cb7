/** A reader's way through the manuals, on one machine. */
export interface Walk {
  readonly name: string
  /** In the order of reading; each goes on where the one before it ended. */
  readonly manuals: readonly string[]
  /** Where the machine gets its credentials for AWS from: an instance role, keys that the reader writes down. */
  readonly credentials: 'role' | 'keys'
}

export const walks: readonly Walk[] = [
  {
    name: 'an account and a PC of one’s own',
    manuals: [
      'own-account-local',
      'authentication',
      'workshops',
      'cline',
      'litellm',
      'langfuse',
      'mcp',
      'mlflow',
      'troubleshooting',
    ],
    credentials: 'keys',
  },
  { name: 'an instance in an account of one’s own', manuals: ['own-account-ec2'], credentials: 'role' },
  { name: 'a PC in a workshop', manuals: ['workshop-account-local'], credentials: 'keys' },
  { name: 'an instance in a workshop', manuals: ['workshop-account-ec2'], credentials: 'role' },
]
