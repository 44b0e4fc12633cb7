import { type AppSession, changeAccount, type Preferences } from '@kansoku/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { setLanguage } from '../../lib/language.ts'
import { sessionKey } from '../session/session.ts'
import { applyPreferences } from './apply-preferences.ts'

const mutationKey = ['preferences']

/**
 * Changes how the UI is, here at once and in the account, for all browsers. Reading the session applies what is stored: that takes
 * back what could not be saved.
 */
export function useSetPreferences() {
  const queryClient = useQueryClient()
  const { mutate: setPreferences, error } = useMutation({
    mutationKey,
    mutationFn: (preferences: Partial<Preferences>) => api.call(changeAccount, { body: { preferences } }),
    onMutate: async (changes) => {
      // What is being read may still be the old choice.
      await queryClient.cancelQueries({ queryKey: sessionKey })
      queryClient.setQueryData<AppSession>(
        sessionKey,
        (session) => session && { ...session, preferences: { ...session.preferences, ...changes } },
      )
      await applyPreferences(changes)
      // Given back: what this browser has kept of it goes as well.
      if (changes.language === null) await setLanguage(null)
    },
    onSettled: () => {
      // What is stored knows nothing yet of a choice that is still on its way.
      const isLast = queryClient.isMutating({ mutationKey }) === 1
      return isLast ? queryClient.invalidateQueries({ queryKey: sessionKey }) : undefined
    },
  })
  return { setPreferences, error }
}
