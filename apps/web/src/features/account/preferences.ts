import { type AppSession, changeAccount, type Preferences } from '@kansoku/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { sessionKey } from '../session/session.ts'
import { applyPreferences } from './apply-preferences.ts'

/** Changes how the UI is, here at once and in the account, for all browsers. */
export function useSetPreferences(): (changes: Partial<Preferences>) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (preferences: Partial<Preferences>) => api.call(changeAccount, { body: { preferences } }),
    onMutate: async (changes) => {
      // What is being read may still be the old choice.
      await queryClient.cancelQueries({ queryKey: sessionKey })
      queryClient.setQueryData<AppSession>(
        sessionKey,
        (session) => session && { ...session, preferences: { ...session.preferences, ...changes } },
      )
      await applyPreferences(changes)
    },
  })
  return mutate
}
