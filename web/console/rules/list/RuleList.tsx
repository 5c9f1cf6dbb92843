import AddIcon from '@mui/icons-material/Add'
import ReplayIcon from '@mui/icons-material/History'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { Link } from 'react-router-dom'
import { RULES_KEY, readRuleFigures, readRules } from '../../api/rulesApi.ts'
import { CsvButton } from '../../exports/CsvButton.tsx'
import { useText } from '../../i18n/useText.ts'
import { QueryState } from '../../loading/QueryState.tsx'
import { RuleTable } from './RuleTable.tsx'
import {
  daysUntil,
  isOf,
  RULE_FILTERS,
  type RuleColumn,
  type RuleFilter,
  ruleRows,
  shownRules,
} from './ruleRows.ts'

const DAYS = 28

export const RuleList = () => {
  const text = useText()
  const { canAccess: mayEdit } = useCanAccess({ resource: 'rules', action: 'edit' })
  const rules = useQuery({ queryKey: [...RULES_KEY, 'list'], queryFn: ({ signal }) => readRules(signal) })
  const figures = useQuery({
    queryKey: [...RULES_KEY, 'figures', DAYS],
    queryFn: ({ signal }) => readRuleFigures(DAYS, signal),
  })
  const [filter, setFilter] = useState<RuleFilter>('all')
  const [words, setWords] = useState('')
  const [column, setColumn] = useState<RuleColumn>('hits')
  const rows = useMemo(
    () =>
      rules.data === undefined || figures.data === undefined
        ? null
        : ruleRows(rules.data, figures.data, daysUntil(new Date(), DAYS)),
    [rules.data, figures.data],
  )
  const shown = rows === null ? [] : shownRules(rows, { filter, words, column })

  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('rules.title')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {text('rules.title')}
        </Typography>
        <TextField
          type="search"
          label={text('rules.search')}
          value={words}
          onChange={({ target }) => setWords(target.value)}
          margin="none"
        />
        <CsvButton order={{ kind: 'rules' }} />
        {mayEdit === true && (
          <>
            <Button component={Link} to="/replays" startIcon={<ReplayIcon />}>
              {text('rules.toReplays')}
            </Button>
            <Button component={Link} to="/rules/create" variant="contained" startIcon={<AddIcon />}>
              {text('rules.new')}
            </Button>
          </>
        )}
      </Box>
      <Card>
        <Tabs
          value={filter}
          onChange={(_event, chosen: RuleFilter) => setFilter(chosen)}
          aria-label={text('rules.filters')}
          variant="scrollable"
        >
          {RULE_FILTERS.map((one) => (
            <Tab
              key={one}
              value={one}
              label={text(`rules.filter.${one}`, {
                count: rows?.filter((row) => isOf(row, one)).length ?? '…',
              })}
            />
          ))}
        </Tabs>
        {rows === null ? (
          <Box sx={{ p: 2 }}>
            <QueryState
              error={rules.error ?? figures.error}
              height={420}
              onRetry={() => void Promise.all([rules.refetch(), figures.refetch()])}
            />
          </Box>
        ) : shown.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 8, textAlign: 'center' }}>
            {text(words === '' ? `rules.empty.${filter}` : 'rules.empty.search')}
          </Typography>
        ) : (
          <RuleTable rows={shown} days={DAYS} column={column} onSort={setColumn} />
        )}
      </Card>
    </Box>
  )
}
