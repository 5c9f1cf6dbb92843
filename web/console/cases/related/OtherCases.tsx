import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { RelatedSessions } from '../../../../server/contract/campaigns.ts'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { readCase } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { caseLink } from '../../links/caseLink.ts'
import { SlaChip } from '../chips/CaseChips.tsx'
import { useCaseChange } from '../data/useCaseChange.ts'
import { mergeAll } from './mergeAll.ts'

const SHOWN_MOST = 10

type OtherCasesProps = { item: CasePage; others: RelatedSessions['others']; mayMerge: boolean }

/** Each victim has a case by itself at first: those that one attacker ties become one here. */
export const OtherCases = ({ item, others, mayMerge }: OtherCasesProps) => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  const [isBusy, setIsBusy] = useState(false)
  const ids = [...new Set(others.flatMap(({ caseId }) => caseId ?? []))]
  const cases = useQueries({
    queries: ids.slice(0, SHOWN_MOST).map((id) => ({
      queryKey: ['case', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => readCase(id, signal),
    })),
  }).flatMap(({ data }) => data ?? [])
  if (ids.length === 0) return null

  const merge = async () => {
    setIsBusy(true)
    await changeAtOnce(() => mergeAll(item.id, ids), text('whoElse.merged', { smart_count: ids.length }))
    setIsBusy(false)
  }

  return (
    <Box sx={{ mt: 1.5, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 2 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {text('whoElse.cases', { smart_count: ids.length })}
        </Typography>
        {mayMerge && (
          <Button size="small" variant="outlined" disabled={isBusy} onClick={() => void merge()}>
            {text('whoElse.merge', { smart_count: ids.length })}
          </Button>
        )}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'grid', gap: 0.75 }}>
        {cases.map((one) => (
          <Box
            component="li"
            key={one.id}
            sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}
          >
            <Link component={RouterLink} to={caseLink(one)} variant="body2">
              {one.title}
            </Link>
            <Typography variant="caption" sx={{ color: 'text.secondary' }}>
              {text('cases.sessions', { sessions: one.sessions, people: one.people })} ·{' '}
              {one.assignee?.name ?? text('cases.nobody')}
            </Typography>
            <SlaChip {...one} />
          </Box>
        ))}
      </Box>
    </Box>
  )
}
