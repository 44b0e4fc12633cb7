/** Of all that has limits. A budget with a name changes what others may spend, and they change whose it is: they are read again together. */
export const limitedKey = (projectId: string) => ['limited', projectId] as const
