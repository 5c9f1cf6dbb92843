import { useSyncExternalStore } from 'react'
import { FilterButton, List, SelectArrayInput, SelectInput, TopToolbar, useGetIdentity } from 'react-admin'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { CASE_KINDS, CASE_SEVERITIES, SLA_TAGS } from '../../../../server/domain/cases/case.ts'
import { DISPOSITIONS } from '../../../../server/domain/sessions/label.ts'
import { useText } from '../../i18n/useText.ts'
import { LostConnection } from '../../queue/LostConnection.tsx'
import { useAssignees } from '../data/useAssignees.ts'
import { CaseSearch } from './CaseSearch.tsx'
import { CasesCsv } from './CasesCsv.tsx'
import { CaseTable } from './CaseTable.tsx'
import { CaseTabs } from './CaseTabs.tsx'
import { tabFilter } from './caseTabs.ts'
import { caseWords } from './caseWords.ts'

const ROWS_A_PAGE = 50
/** Cases change by people and over hours, so the list is asked again rather than pushed. */
const REFETCH_MS = 10_000

type CaseListProps = { resource?: 'cases' | 'campaigns' }

/** What runs out first on top. Campaigns are the same list with nothing else in it. */
export const CaseList = ({ resource = 'cases' }: CaseListProps) => {
  const text = useText()
  const { identity, isPending } = useGetIdentity()
  const words = useSyncExternalStore(caseWords.watch, caseWords.getState)
  const filters = useFilters(resource)
  if (isPending) return null
  return (
    <List<CaseItem>
      resource={resource}
      title={text(`menu.${resource}`)}
      filter={words}
      filters={filters}
      filterDefaultValues={tabFilter('open', String(identity?.id ?? ''))}
      perPage={ROWS_A_PAGE}
      sort={{ field: 'due', order: 'ASC' }}
      queryOptions={{ refetchInterval: REFETCH_MS }}
      actions={
        <TopToolbar sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <CaseSearch />
          <CasesCsv resource={resource} />
          <FilterButton disableSaveQuery />
        </TopToolbar>
      }
      empty={false}
      storeKey={false}
    >
      <LostConnection />
      <CaseTabs />
      <CaseTable resource={resource} />
    </List>
  )
}

function useFilters(resource: 'cases' | 'campaigns') {
  const text = useText()
  const people = useAssignees()
  const severities = CASE_SEVERITIES.map((id) => ({ id, name: text(`cases.severity.${id}`) }))
  const tags = SLA_TAGS.map((id) => ({ id, name: text(`cases.sla.${id}`) }))
  const kinds = CASE_KINDS.map((id) => ({ id, name: text(`cases.kind.${id}`) }))
  const dispositions = DISPOSITIONS.map((id) => ({ id, name: text(`disposition.${id}`) }))
  const assignees = [{ id: 'nobody', name: text('cases.nobody') }, ...people]
  return [
    <SelectArrayInput
      key="severities"
      source="severities"
      label={text('cases.column.severity')}
      choices={severities}
    />,
    <SelectInput
      key="assigneeId"
      source="assigneeId"
      label={text('cases.column.assignee')}
      choices={assignees}
    />,
    <SelectInput key="sla" source="sla" label={text('cases.column.due')} choices={tags} />,
    ...(resource === 'cases'
      ? [<SelectArrayInput key="kinds" source="kinds" label={text('cases.column.kind')} choices={kinds} />]
      : []),
    <SelectArrayInput
      key="dispositions"
      source="dispositions"
      label={text('cases.disposition')}
      choices={dispositions}
    />,
  ]
}
