import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Identity, Reveal } from '../../../../server/contract/persons.ts'
import { refusalOf } from '../../api/http.ts'
import { readIdentity, readReveal, requestReveal } from '../../api/personsApi.ts'
import { useNow } from '../../time/useNow.ts'
import { requestedReveals } from './requestedReveals.ts'

/** A second person is a person: nobody waits for milliseconds. */
const POLL_MS = 3_000

/** The reader's request to see who somebody is. The identity is kept nowhere but here, and no longer than it may be shown. */
export function useReveal(personId: string) {
  const [revealId, setRevealId] = useState(() => requestedReveals.of(personId))
  const [identity, setIdentity] = useState<Identity | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const now = useNow()
  const { data: reveal } = useQuery({
    queryKey: ['reveal', revealId],
    queryFn: ({ signal }) => readReveal(revealId ?? '', signal),
    enabled: revealId !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? POLL_MS : false),
  })
  const isOver = identity !== null && now >= Date.parse(identity.shownUntil)
  useEffect(() => {
    if (isOver) setIdentity(null)
  }, [isOver])

  const show = async (id: string) => {
    try {
      setIdentity(await readIdentity(id))
      setProblem(null)
    } catch (error) {
      setProblem(refusalOf(error).message)
    }
  }

  return {
    state: stateOf(reveal, now),
    reveal: reveal ?? null,
    identity: isOver ? null : identity,
    /** Until the identity is hidden again, ms. */
    leftMs: identity === null ? 0 : Math.max(0, Date.parse(identity.shownUntil) - now),
    problem,
    show: () => (revealId === null ? undefined : void show(revealId)),
    hide: () => setIdentity(null),
    /** @throws HttpError where the reason is refused. */
    ask: async (reason: string) => {
      const made = await requestReveal(personId, reason)
      requestedReveals.set(personId, made.id)
      setIdentity(null)
      setRevealId(made.id)
      // Where no second person is asked for, the reason was enough.
      if (made.state === 'approved') await show(made.id)
    },
  }
}

/** What was approved or waited when it was read may be over by now. */
function stateOf(reveal: Reveal | undefined, now: number): Reveal['state'] | 'none' {
  if (reveal === undefined) return 'none'
  const until = reveal.state === 'approved' ? reveal.shownUntil : reveal.expiresAt
  const isOver = (reveal.state === 'approved' || reveal.state === 'waiting') && until !== null
  return isOver && now >= Date.parse(until) ? 'expired' : reveal.state
}
