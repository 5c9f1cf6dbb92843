import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanAccess, useNotify } from 'react-admin'
import type { Suppression } from '../../../../server/contract/suppressions.ts'
import { endSuppression, RULES_KEY, readSuppressions } from '../../api/rulesApi.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { QueryState } from '../../loading/QueryState.tsx'
import { Time } from '../../time/Time.tsx'
import { SuppressDialog } from './SuppressDialog.tsx'

/** For whom the rule does not count, why, and until when. */
export const Suppressions = ({ ruleId }: { ruleId: string }) => {
  const text = useText()
  const { canAccess } = useCanAccess({ resource: 'rules', action: 'suppress' })
  const [isAdding, setIsAdding] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: [...RULES_KEY, 'suppressions', ruleId],
    queryFn: ({ signal }) => readSuppressions(ruleId, signal),
  })
  return (
    <Section title={text('suppression.title')}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {text('suppression.about')}
      </Typography>
      {data === undefined && <QueryState error={error} height={80} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Typography variant="body2">{text('suppression.none')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {data?.map((one) => (
          <OneSuppression key={one.id} suppression={one} mayLift={canAccess === true} />
        ))}
      </Box>
      {canAccess === true && (
        <Button size="small" variant="outlined" sx={{ mt: 2 }} onClick={() => setIsAdding(true)}>
          {text('suppression.add')}
        </Button>
      )}
      {isAdding && <SuppressDialog ruleId={ruleId} onClose={() => setIsAdding(false)} />}
    </Section>
  )
}

type OneSuppressionProps = { suppression: Suppression; mayLift: boolean }

const OneSuppression = ({ suppression, mayLift }: OneSuppressionProps) => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const { id, kind, reason, author, until, ended } = suppression
  const isOver = ended !== null || (until !== null && Date.parse(until) <= Date.now())

  const lift = async () => {
    try {
      await endSuppression(id)
      announcer.announce(text('suppression.lifted'))
      notify(text('suppression.lifted'), { type: 'success' })
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
    await client.invalidateQueries({ queryKey: RULES_KEY })
  }
  return (
    <Box component="li" sx={{ color: isOver ? 'text.secondary' : 'text.primary' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
        <Typography variant="body2" sx={{ flex: 1 }}>
          <strong>{text(`suppression.kind.${kind}`)}</strong>: {reason}
        </Typography>
        {mayLift && !isOver && (
          <Button
            size="small"
            onClick={() => void lift()}
            aria-label={text('suppression.liftNamed', { reason })}
          >
            {text('suppression.lift')}
          </Button>
        )}
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('suppression.by', { author })}{' '}
        {ended !== null ? (
          <>
            {text('suppression.ended', { by: ended.by })} <Time at={ended.at} />
          </>
        ) : (
          until !== null && (
            <>
              {text(isOver ? 'suppression.wasUntil' : 'suppression.until')} <Time at={until} />
            </>
          )
        )}
      </Typography>
    </Box>
  )
}
