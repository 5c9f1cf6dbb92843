import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import {
  AutocompleteInput,
  DataTable,
  DateTimeInput,
  FilterButton,
  List,
  ReferenceInput,
  SelectArrayInput,
  SelectInput,
  TopToolbar,
} from 'react-admin'
import type { SessionItem } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'
import { Ends } from './Ends.tsx'
import { PlaceSource } from './PlaceSource.tsx'
import { QueueEmpty } from './QueueEmpty.tsx'
import { QueueTabs } from './QueueTabs.tsx'
import { QUEUE_TABS } from './queueLink.ts'
import { ScoreBar } from './ScoreBar.tsx'
import { StateCell } from './StateCell.tsx'
import { WhyCell } from './WhyCell.tsx'

const OUTCOMES = ['allow', 'warn', 'hold', 'block'] as const
const DECIDERS = ['engine', 'fallback'] as const
const ROWS_A_PAGE = 50

function useFilters() {
  const text = useText()
  return [
    <ReferenceInput key="relyingPartyId" source="relyingPartyId" reference="relyingParties">
      <AutocompleteInput
        label={text('queue.filter.relyingParty')}
        optionText="name"
        filterToQuery={() => ({})}
      />
    </ReferenceInput>,
    <SelectArrayInput
      key="outcomes"
      source="outcomes"
      label={text('queue.filter.outcome')}
      choices={OUTCOMES.map((id) => ({ id, name: text(`outcome.${id}`) }))}
    />,
    <SelectInput
      key="decidedBy"
      source="decidedBy"
      label={text('queue.filter.decidedBy')}
      choices={DECIDERS.map((id) => ({ id, name: text(`decidedBy.${id}`) }))}
    />,
    <DateTimeInput key="from" source="from" label={text('queue.filter.from')} />,
    <DateTimeInput key="to" source="to" label={text('queue.filter.to')} />,
  ]
}

/** Held ones first, the next to run out on top; then by risk. It refreshes itself (LiveRefresh). */
export const SessionList = () => {
  const text = useText()
  const filters = useFilters()
  return (
    <List<SessionItem>
      title={text('queue.title')}
      filters={filters}
      filterDefaultValues={QUEUE_TABS.flagged}
      perPage={ROWS_A_PAGE}
      sort={{ field: 'urgency', order: 'DESC' }}
      actions={
        <TopToolbar>
          <FilterButton />
        </TopToolbar>
      }
      empty={false}
      storeKey={false}
    >
      <QueueTabs />
      <DataTable<SessionItem>
        bulkActionButtons={false}
        rowClick="show"
        empty={<QueueEmpty />}
        sx={{
          '& td, & th': { px: { xs: 1, lg: 2 } },
          '& td': { verticalAlign: 'top', py: 1 },
          '& tbody tr': { cursor: 'pointer' },
        }}
      >
        <DataTable.Col
          label={text('queue.column.state')}
          render={(session: SessionItem) => <StateCell session={session} />}
        />
        <DataTable.Col
          label={text('queue.column.risk')}
          render={({ decision }: SessionItem) =>
            decision !== null && <ScoreBar score={decision.score} outcome={decision.outcome} />
          }
        />
        <DataTable.Col
          label={text('queue.column.why')}
          sx={{ minWidth: 220 }}
          render={({ decision }: SessionItem) => <WhyCell decision={decision} />}
        />
        <DataTable.Col
          label={text('queue.column.relyingParty')}
          render={(session: SessionItem) => (
            <>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {session.relyingParty}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
                {text(`kind.${session.kind}`)}, {text(`flow.${session.flow ?? 'none'}`)}
              </Typography>
            </>
          )}
        />
        <DataTable.Col
          label={text('queue.column.ends')}
          render={(session: SessionItem) => <Ends {...session} />}
        />
        <DataTable.Col
          label={text('queue.column.person')}
          sx={{ display: { xs: 'none', lg: 'table-cell' } }}
          render={({ person }: SessionItem) => (
            <Box component="span" sx={{ fontFamily: 'monospace' }}>
              {person ?? text('person.nobody')}
            </Box>
          )}
        />
        <DataTable.Col
          label={text('queue.column.when')}
          sx={{ whiteSpace: 'nowrap' }}
          render={({ occurredAt }: SessionItem) => <Time at={occurredAt} />}
        />
      </DataTable>
      <PlaceSource />
    </List>
  )
}
