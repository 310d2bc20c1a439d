import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Keeps the focus with whoever goes to another page: what had it is gone, so the page itself gets it, as by "skip to content". */
export function useArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (fromLocation !== undefined && pathChanged && isLost) {
          document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true })
        }
      }),
    [router],
  )
}
