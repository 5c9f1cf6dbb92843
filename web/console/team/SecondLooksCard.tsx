import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { SecondLook } from '../../../server/contract/team.ts'
import { giveVerdict, readSecondLooks, TEAM_KEY } from '../api/teamApi.ts'
import { MoreButton } from '../cards/MoreButton.tsx'
import { Section } from '../cards/Section.tsx'
import { useCaseChange } from '../cases/data/useCaseChange.ts'
import { usePages } from '../cases/data/usePages.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'
import { DisagreeDialog } from './DisagreeDialog.tsx'
import { LookLine } from './LookLine.tsx'

const TABS = ['open', 'done'] as const
type Show = (typeof TABS)[number]

/** Decisions of others that were drawn by lot, to be agreed with or not. */
export const SecondLooksCard = () => {
  const text = useText()
  const [show, setShow] = useState<Show>('open')
  const [doubted, setDoubted] = useState<SecondLook | null>(null)
  const { rows, error, isPending, more } = usePages([...TEAM_KEY, 'quality', show], (cursor, signal) =>
    readSecondLooks(show, cursor, signal),
  )
  return (
    <Section title={text('team.looks')}>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('team.looks.about')}
      </Typography>
      <Tabs value={show} onChange={(_event, chosen: Show) => setShow(chosen)} aria-label={text('team.looks')}>
        {TABS.map((tab) => (
          <Tab key={tab} value={tab} label={text(`team.looks.${tab}`)} />
        ))}
      </Tabs>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={80} />}
      {!isPending && error === null && rows.length === 0 && (
        <Typography sx={{ color: 'text.secondary', py: 2 }}>{text(`team.looks.none.${show}`)}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((look) => (
          <Box
            component="li"
            key={`${look.objectId} ${look.decidedAt}`}
            sx={{ py: 1, borderBottom: 1, borderColor: 'divider' }}
          >
            <LookLine look={look} />
            {look.verdict === null ? (
              <VerdictButtons look={look} onDoubt={() => setDoubted(look)} />
            ) : (
              <Verdict verdict={look.verdict} />
            )}
          </Box>
        ))}
      </Box>
      <MoreButton more={more} />
      {doubted !== null && <DisagreeDialog look={doubted} onClose={() => setDoubted(null)} />}
    </Section>
  )
}

const VerdictButtons = ({ look, onDoubt }: { look: SecondLook; onDoubt: () => void }) => {
  const text = useText()
  const [isBusy, setIsBusy] = useState(false)
  const { changeAtOnce } = useCaseChange()
  const agree = async () => {
    setIsBusy(true)
    await changeAtOnce(() => giveVerdict(look, { opinion: 'agree', reason: null }), text('team.agree.done'))
    setIsBusy(false)
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, mt: 0.5 }}>
      <Button size="small" variant="outlined" disabled={isBusy} onClick={() => void agree()}>
        {text('team.agree')}
      </Button>
      <Button size="small" variant="outlined" color="warning" disabled={isBusy} onClick={onDoubt}>
        {text('team.disagree')}
      </Button>
    </Box>
  )
}

const Verdict = ({ verdict }: { verdict: NonNullable<SecondLook['verdict']> }) => {
  const text = useText()
  return (
    <Typography variant="body2" sx={{ mt: 0.5, overflowWrap: 'anywhere' }}>
      <Box component="span" sx={{ color: verdict.opinion === 'agree' ? 'success.main' : 'warning.main' }}>
        {text(`team.verdict.${verdict.opinion}`, { name: verdict.by.name })}
      </Box>
      , <Time at={verdict.at} />
      {verdict.reason !== null && `: ${verdict.reason}`}
    </Typography>
  )
}
