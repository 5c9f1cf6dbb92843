import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { percent } from '../../scores/percent.ts'
import { Empty } from '../charts/Empty.tsx'
import { CountLink } from '../figures/CountLink.tsx'

const FEW = 8
const COLUMNS = ['hits', 'fraud', 'genuine', 'unlabelled'] as const

/** How often each rule was right, of those sessions of which anybody said what they were. */
export const RulesCard = ({ rules }: Pick<Dashboard, 'rules'>) => {
  const text = useText()
  const [isAllShown, setIsAllShown] = useState(false)
  const shown = isAllShown ? rules : rules.slice(0, FEW)
  return (
    <Section title={text('dashboard.rules')}>
      {rules.length === 0 ? (
        <Empty text="dashboard.rules.empty" />
      ) : (
        <TableContainer>
          <Table size="small" aria-label={text('dashboard.rules')} sx={{ '& th, & td': { px: 1 } }}>
            <TableHead>
              <TableRow>
                <TableCell>{text('dashboard.rule')}</TableCell>
                <TableCell align="right">{text('dashboard.rules.precision')}</TableCell>
                {COLUMNS.map((column) => (
                  <TableCell key={column} align="right">
                    {text(`dashboard.rules.${column}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.map((rule) => (
                <TableRow key={rule.ruleId} hover>
                  <TableCell sx={{ overflowWrap: 'anywhere' }}>
                    <Link component={RouterLink} to={`/rules/${rule.ruleId}/show`}>
                      {rule.ruleId}
                    </Link>
                  </TableCell>
                  <TableCell align="right" sx={{ fontWeight: 650, whiteSpace: 'nowrap' }}>
                    {rule.precision === null ? '–' : percent(rule.precision)}
                  </TableCell>
                  {COLUMNS.map((column) => (
                    <TableCell key={column} align="right">
                      <CountLink figure={rule[column]} />
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {rules.length > FEW && (
        <Button size="small" sx={{ mt: 1 }} onClick={() => setIsAllShown(!isAllShown)}>
          {text(isAllShown ? 'dashboard.rules.fewer' : 'dashboard.rules.all', { count: rules.length })}
        </Button>
      )}
    </Section>
  )
}
