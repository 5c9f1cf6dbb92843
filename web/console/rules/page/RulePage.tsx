import EditIcon from '@mui/icons-material/EditOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import type { RulePage as Rule } from '../../../../server/contract/rules.ts'
import { RULES_KEY, readRule } from '../../api/rulesApi.ts'
import { useText } from '../../i18n/useText.ts'
import { QueryState } from '../../loading/QueryState.tsx'
import { Time } from '../../time/Time.tsx'
import { standingVersion } from '../list/ruleRows.ts'
import { RuleStateChip } from '../steps/RuleStateChip.tsx'
import { RuleStepButtons } from '../steps/RuleStepButtons.tsx'
import { RuleChanges } from './RuleChanges.tsx'
import { RuleFigures } from './RuleFigures.tsx'
import { Suppressions } from './Suppressions.tsx'
import { VersionCard } from './VersionCard.tsx'
import { VersionDifference } from './VersionDifference.tsx'

export const RulePage = () => {
  const { id = '' } = useParams()
  const [days, setDays] = useState<number>(28)
  const rule = useQuery({
    queryKey: [...RULES_KEY, 'one', id, days],
    queryFn: ({ signal }) => readRule(id, days, signal),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  })
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={id} />
      {rule.data === undefined ? (
        <QueryState error={rule.error} height={520} onRetry={() => void rule.refetch()} />
      ) : (
        <RuleBody key={id} rule={rule.data} days={days} onDays={setDays} />
      )}
    </Box>
  )
}

type RuleBodyProps = { rule: Rule; days: number; onDays: (days: number) => void }

const RuleBody = ({ rule, days, onDays }: RuleBodyProps) => {
  const version = standingVersion(rule.versions)
  if (version === null) return null
  return (
    <>
      <RuleHeader rule={rule} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 3fr) minmax(300px, 2fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <VersionCard version={version} />
          <RuleFigures rule={rule} days={days} onDays={onDays} />
          {rule.versions.length > 1 && <VersionDifference rule={rule} />}
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <RuleChanges rule={rule} />
          <Suppressions ruleId={rule.id} />
        </Box>
      </Box>
    </>
  )
}

/** The versions that are in use or being written, each with what may become of it. */
const RuleHeader = ({ rule }: { rule: Rule }) => {
  const text = useText()
  const { canAccess: mayEdit } = useCanAccess({ resource: 'rules', action: 'edit' })
  const { id, versions, proposal } = rule
  const open = versions.filter(({ state }) => state !== 'retired')
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
          {id}
        </Typography>
        {mayEdit === true && (
          <Button component={Link} to={`/rules/${id}`} variant="outlined" startIcon={<EditIcon />}>
            {text('rule.edit')}
          </Button>
        )}
      </Box>
      {proposal !== null && (
        <Alert severity="warning" variant="outlined">
          {text(`rule.proposed.${proposal.change}`, {
            by: proposal.by,
            number: versions.find((version) => version.id === proposal.versionId)?.number ?? '',
          })}{' '}
          <Time at={proposal.at} />
        </Alert>
      )}
      {open.map((version) => (
        <Box key={version.id} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          <Typography variant="body2" sx={{ minWidth: 76 }}>
            {text('rule.version', { number: version.number })}
          </Typography>
          <RuleStateChip state={version.state} />
          <RuleStepButtons version={version} proposal={proposal} />
        </Box>
      ))}
    </Box>
  )
}
