import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { span } from '../time/span.ts'
import { Time } from '../time/Time.tsx'
import { RevealDialog } from './reveals/RevealDialog.tsx'
import { useReveal } from './reveals/useReveal.ts'

/** Who it is: hidden, asked for, agreed to, shown for its minutes, hidden again. */
export const IdentityCard = ({ personId }: { personId: string }) => {
  const text = useText()
  const { canAccess: mayReveal = false } = useCanAccess({ resource: 'persons', action: 'reveal' })
  const [isAsking, setIsAsking] = useState(false)
  const { state, reveal, identity, leftMs, problem, show, hide, ask } = useReveal(personId)
  return (
    <Box sx={{ maxWidth: 520 }} aria-live="polite">
      {identity !== null ? (
        <Box sx={{ border: 1, borderColor: 'warning.main', borderRadius: 2, p: 1.5 }}>
          <Typography sx={{ fontWeight: 700 }}>
            {identity.givenName} {identity.surname}
          </Typography>
          <Typography sx={{ fontFamily: 'monospace' }}>{identity.semanticsIdentifier}</Typography>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Typography variant="caption" sx={{ color: 'text.secondary' }} aria-live="off">
              {text('persons.identity.left', { span: span(leftMs) })}
            </Typography>
            <Button size="small" onClick={hide}>
              {text('persons.identity.hide')}
            </Button>
          </Box>
        </Box>
      ) : (
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {text(`persons.identity.${state}`)}
            {state === 'waiting' && reveal !== null && (
              <>
                {' '}
                <Time at={reveal.expiresAt} />
              </>
            )}
          </Typography>
          {state === 'approved' && (
            <Button size="small" variant="contained" onClick={show}>
              {text('persons.identity.show')}
            </Button>
          )}
          {mayReveal && state !== 'waiting' && state !== 'approved' && (
            <Button size="small" variant="outlined" onClick={() => setIsAsking(true)}>
              {text('persons.identity.ask')}
            </Button>
          )}
        </Box>
      )}
      {problem !== null && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {problem}
        </Alert>
      )}
      {isAsking && <RevealDialog onAsk={ask} onClose={() => setIsAsking(false)} />}
    </Box>
  )
}
