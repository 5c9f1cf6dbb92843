import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Title, useNotify, useRefresh } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { Reveal } from '../../../../server/contract/persons.ts'
import { refusalOf } from '../../api/http.ts'
import { decideReveal } from '../../api/personsApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { Time } from '../../time/Time.tsx'
import { useWaitingReveals } from './useWaitingReveals.ts'

/** The second pair of eyes: who wants to know who somebody is, and why. */
export const RevealList = () => {
  const text = useText()
  const { reveals, error, isPending } = useWaitingReveals(true)
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2, maxWidth: 860 }}>
      <Title title={text('menu.reveals')} />
      <Typography variant="h5" component="h1">
        {text('reveals.title')}
      </Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('reveals.about')}
      </Typography>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={120} />}
      {!isPending && error === null && reveals.length === 0 && (
        <Typography role="status" sx={{ color: 'text.secondary', py: 6, textAlign: 'center' }}>
          {text('reveals.none')}
        </Typography>
      )}
      {reveals.map((reveal) => (
        <OneReveal key={reveal.id} reveal={reveal} />
      ))}
    </Box>
  )
}

const OneReveal = ({ reveal }: { reveal: Reveal }) => {
  const text = useText()
  const notify = useNotify()
  const refresh = useRefresh()
  const [isBusy, setIsBusy] = useState(false)
  const { id, personId, person, reason, requestedBy, requestedAt, expiresAt, isOwn } = reveal

  const decide = async (isAgreed: boolean) => {
    setIsBusy(true)
    try {
      await decideReveal(id, isAgreed)
      const words = text(isAgreed ? 'reveals.agreed' : 'reveals.refused')
      announcer.announce(words)
      notify(words, { type: 'success' })
    } catch (error) {
      const { message } = refusalOf(error)
      announcer.announce(message)
      notify(message, { type: 'warning' })
    }
    setIsBusy(false)
    refresh()
  }

  return (
    <Card component="section" sx={{ p: 2, display: 'grid', gap: 1 }}>
      <Typography>
        {text('reveals.who', { by: requestedBy })}{' '}
        <Link component={RouterLink} to={`/persons/${personId}/show`} sx={{ fontFamily: 'monospace' }}>
          {person ?? text('persons.open')}
        </Link>
      </Typography>
      <Typography sx={{ fontStyle: 'italic', overflowWrap: 'anywhere' }}>{reason}</Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('reveals.asked')} <Time at={requestedAt} /> · {text('reveals.until')} <Time at={expiresAt} />
      </Typography>
      {isOwn ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text('reveals.own')}
        </Typography>
      ) : (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button size="small" variant="contained" disabled={isBusy} onClick={() => void decide(true)}>
            {text('reveals.agree')}
          </Button>
          <Button size="small" variant="outlined" disabled={isBusy} onClick={() => void decide(false)}>
            {text('reveals.refuse')}
          </Button>
        </Box>
      )}
    </Card>
  )
}
