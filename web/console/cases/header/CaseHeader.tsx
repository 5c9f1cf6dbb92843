import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Chip from '@mui/material/Chip'
import Link from '@mui/material/Link'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { CaseItem, CasePage } from '../../../../server/contract/cases.ts'
import { CASE_SEVERITIES } from '../../../../server/domain/cases/case.ts'
import { changeCase } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { SeverityChip, SlaChip, StateChip } from '../chips/CaseChips.tsx'
import type { CaseRights } from '../data/caseRights.ts'
import { useAssignees } from '../data/useAssignees.ts'
import { useCaseChange } from '../data/useCaseChange.ts'
import { CaseActions } from './CaseActions.tsx'
import { TagsLine } from './TagsLine.tsx'

type CaseHeaderProps = { item: CasePage; rights: CaseRights; onMerge: (merged: CaseItem) => void }

/** What it is, how it stands, who has it, and what can be done with it. */
export const CaseHeader = ({ item, rights, onMerge }: CaseHeaderProps) => {
  const text = useText()
  return (
    <Card sx={{ p: 2, display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'space-between' }}>
        <Box sx={{ flex: '1 1 360px', minWidth: 0 }}>
          <Typography variant="h5" component="h1" sx={{ overflowWrap: 'anywhere' }}>
            {item.title}
          </Typography>
          <Box sx={{ display: 'flex', gap: 1, mt: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            {item.kind === 'campaign' && (
              <Chip size="small" color="info" label={text('cases.kind.campaign')} />
            )}
            <StateChip state={item.state} />
            <SeverityChip severity={item.severity} />
            <SlaChip {...item} />
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {text('cases.openedBy', { by: item.openedBy?.name ?? text('cases.service') })}{' '}
              <Time at={item.openedAt} />
            </Typography>
          </Box>
        </Box>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'start', flexWrap: 'wrap' }}>
          <AssigneeField item={item} mayChange={rights.mayChange} />
          {rights.mayChange && <SeverityField item={item} />}
        </Box>
      </Box>
      {item.mergedInto !== null && (
        <Typography>
          {text('cases.mergedInto')}{' '}
          <Link component={RouterLink} to={`/cases/${item.mergedInto}/show`}>
            {text('cases.mergedInto.open')}
          </Link>
        </Typography>
      )}
      <TagsLine item={item} mayChange={rights.mayWrite} />
      <CaseActions item={item} rights={rights} onMerge={onMerge} />
    </Card>
  )
}

const NOBODY = 'nobody'

const AssigneeField = ({ item, mayChange }: { item: CasePage; mayChange: boolean }) => {
  const text = useText()
  const people = useAssignees()
  const { changeAtOnce } = useCaseChange()
  if (!mayChange) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {item.assignee === null
          ? text('cases.nobody')
          : text('presence.assignee', { name: item.assignee.name })}
      </Typography>
    )
  }
  // An escalated case goes to seniors only.
  const allowed = people.filter(
    ({ id, role }) => item.state !== 'escalated' || role === 'senior' || id === item.assignee?.id,
  )
  const value = item.assignee?.id ?? NOBODY
  const known = value === NOBODY || allowed.some(({ id }) => id === value)
  return (
    <TextField
      select
      label={text('cases.column.assignee')}
      value={known ? value : ''}
      onChange={({ target }) =>
        void changeAtOnce(
          () => changeCase(item, { assigneeId: target.value === NOBODY ? null : target.value }),
          text('cases.assigned', { smart_count: 1 }),
        )
      }
      sx={{ minWidth: 170, my: 0 }}
    >
      <MenuItem value={NOBODY}>{text('cases.nobody')}</MenuItem>
      {allowed.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}

const SeverityField = ({ item }: { item: CasePage }) => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  return (
    <TextField
      select
      label={text('cases.column.severity')}
      value={item.severity}
      onChange={({ target }) => {
        const severity = CASE_SEVERITIES.find((one) => one === target.value)
        if (severity !== undefined)
          void changeAtOnce(() => changeCase(item, { severity }), text('cases.severity.done'))
      }}
      sx={{ minWidth: 120, my: 0 }}
    >
      {CASE_SEVERITIES.map((severity) => (
        <MenuItem key={severity} value={severity}>
          {text(`cases.severity.${severity}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}
