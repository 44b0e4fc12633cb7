import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'

/** A change of what was read under a key; it is read again afterwards, whatever came of it. */
export function useChange<Wish, Result>(
  queryKey: QueryKey,
  change: (wish: Wish) => Promise<Result>,
  onDone: (result: Result) => void,
  /** Hears why it failed also when what asked for it is gone, such as a menu that has closed. */
  onFailure: (error: Error) => void = () => undefined,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: onDone,
    onError: onFailure,
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
}
