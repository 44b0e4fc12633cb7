export const session = {
  session: {
    email: 'Email address',
    password: 'Password',
    showPassword: 'Show what I type',
    hidePassword: 'Hide what I type',
    signIn: 'Sign in',
    signingIn: 'Signing in…',
    signOut: 'Sign out',
    ended: 'Your session has ended. Sign in again to go on where you were.',
    hint: 'The first start printed the address and password to sign in with; `npm run kansoku -- status --secrets` shows them again.',
    error: {
      wrong: 'The email address or the password is wrong.',
      tooMany: 'Too many attempts. Wait a minute, then try again.',
      origin:
        'The server does not accept sign-ins from this address. Open it under the address it printed at start.',
      away: 'The server does not answer. Check that it is running, then try again.',
      unknown: 'Signing in failed. The server’s log says why.',
    },
    noProject: {
      title: 'No project yet',
      text: 'You are signed in, but no project is open to you. Ask an owner of the organisation to add you to one.',
    },
  },
  settings: {
    project: 'Project',
    name: 'Name',
    projectId: 'Project ID',
    server: 'Server URL',
    gateway: 'Gateway URL',
    copyNamed: 'Copy: {{name}}',
    apiKeys: 'API keys',
    apiKeysText:
      'SDKs send traces to this project with a key pair. Only a hash of a secret key is kept, so it can no longer be shown.',
    copyPublicKey: 'Copy public key',
    noKeys: 'This project has no API keys.',
    never: 'Never',
    connect: 'Connect an application',
    column: {
      publicKey: 'Public key',
      secretKey: 'Secret key',
      note: 'Note',
      created: 'Created',
      lastUsed: 'Last used',
    },
  },
} as const
