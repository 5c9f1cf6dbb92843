import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { CampaignDecision } from '../../../../server/contract/campaigns.ts'
import type { CasePage } from '../../../../server/contract/cases.ts'
import type { ReviewAction } from '../../../../server/domain/sessions/review.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { DecideDialog } from './DecideDialog.tsx'

/** One decision for everybody who is held just now, and what became of each. */
export const VictimsCard = ({ item, mayDecide }: { item: CasePage; mayDecide: boolean }) => {
  const text = useText()
  const [pending, setPending] = useState<ReviewAction | null>(null)
  const [decision, setDecision] = useState<CampaignDecision | null>(null)
  if (!mayDecide && decision === null) return null
  return (
    <Section title={text('campaigns.decide.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {text('campaigns.decide.about')}
      </Typography>
      {mayDecide && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button size="small" variant="contained" color="error" onClick={() => setPending('block')}>
            {text('campaigns.decide.block')}
          </Button>
          <Button size="small" variant="contained" color="success" onClick={() => setPending('release')}>
            {text('campaigns.decide.release')}
          </Button>
        </Box>
      )}
      {decision !== null && <Results decision={decision} />}
      {pending !== null && (
        <DecideDialog
          item={item}
          action={pending}
          onClose={(done) => {
            setPending(null)
            if (done !== null) setDecision(done)
          }}
        />
      )}
    </Section>
  )
}

const Results = ({ decision: { results, notHeld } }: { decision: CampaignDecision }) => {
  const text = useText()
  const done = results.filter(({ result }) => result === 'done').length
  return (
    <Box sx={{ mt: 2 }} role="status">
      <Alert severity={done === results.length && done > 0 ? 'success' : 'info'}>
        {text('campaigns.decided', { done, held: results.length, notHeld })}
      </Alert>
      <Box component="ul" sx={{ m: 0, mt: 1, pl: 2.5, typography: 'body2' }}>
        {results.map(({ sessionId, result }) => (
          <li key={sessionId}>
            <Link component={RouterLink} to={`/sessions/${sessionId}/show`} sx={{ fontFamily: 'monospace' }}>
              …{sessionId.slice(-8)}
            </Link>
            {': '}
            {text(`campaigns.result.${result}`)}
          </li>
        ))}
      </Box>
    </Box>
  )
}
