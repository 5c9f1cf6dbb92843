import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { RulePage, RuleVersion } from '../../../../server/contract/rules.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { effectInFull } from '../list/effectText.ts'
import { standingVersion } from '../list/ruleRows.ts'
import { type DiffPart, wordDiff } from './wordDiff.ts'

/** Two versions side by side, with the words that differ. At first: the newest against the one in force. */
export const VersionDifference = ({ rule }: { rule: RulePage }) => {
  const text = useText()
  const { versions } = rule
  const newest = versions[0]
  const standing = standingVersion(versions)
  const [afterId, setAfterId] = useState(newest?.id ?? '')
  const [beforeId, setBeforeId] = useState(
    standing === null || standing.id === newest?.id ? (versions[1]?.id ?? '') : standing.id,
  )
  const [before, after] = [beforeId, afterId].map((id) => versions.find((version) => version.id === id))
  const choice = (label: string, value: string, onChoose: (id: string) => void) => (
    <TextField
      select
      label={label}
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      margin="none"
    >
      {versions.map(({ id, number, state }) => (
        <MenuItem key={id} value={id}>
          {text('rule.versionTitle', { number, state: text(`rule.state.${state}`) })}
        </MenuItem>
      ))}
    </TextField>
  )
  return (
    <Section title={text('rule.difference')}>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2, mb: 2 }}>
        {choice(text('rule.difference.before'), beforeId, setBeforeId)}
        {choice(text('rule.difference.after'), afterId, setAfterId)}
      </Box>
      {before !== undefined && after !== undefined && <Differences before={before} after={after} />}
    </Section>
  )
}

const Differences = ({ before, after }: { before: RuleVersion; after: RuleVersion }) => {
  const text = useText()
  const fields = [
    [text('rule.sentence'), before.sentence, after.sentence],
    [text('condition.code'), before.condition, after.condition],
    [text('rule.effect'), effectInFull(before.effect, text), effectInFull(after.effect, text)],
    [text('rule.pattern'), text(`rule.pattern.${before.pattern}`), text(`rule.pattern.${after.pattern}`)],
    [text('rule.scamType'), text(`scam.${before.scamType}`), text(`scam.${after.scamType}`)],
    [text('rule.reasonCode'), before.reasonCode, after.reasonCode],
    [
      text('rule.stage'),
      text(`rule.stage.${before.stage ?? 'both'}`),
      text(`rule.stage.${after.stage ?? 'both'}`),
    ],
  ] as const
  const changed = fields.filter(([, old, fresh]) => old !== fresh)
  if (changed.length === 0) {
    return <Typography sx={{ color: 'text.secondary' }}>{text('rule.difference.none')}</Typography>
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {changed.map(([name, old, fresh]) => {
        const parts = wordDiff(old, fresh)
        return (
          <Box key={name}>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 0.5 }}>
              {name}
            </Typography>
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
              <Side parts={parts} is="before" />
              <Side parts={parts} is="after" />
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}

const LOOK = {
  before: { color: 'error.main', textDecoration: 'line-through' },
  after: { color: 'success.main', textDecoration: 'none', fontWeight: 700 },
} as const

/** `del` and `ins`: who does not see colours hears or sees which words went and which came. */
const Side = ({ parts, is }: { parts: readonly DiffPart[]; is: 'before' | 'after' }) => {
  const shown = parts.flatMap((part, at) =>
    part.is === 'same' || part.is === is ? [{ ...part, key: `${at}` }] : [],
  )
  return (
    <Typography
      variant="body2"
      component="div"
      sx={{
        p: 1,
        bgcolor: 'action.hover',
        borderRadius: 1,
        overflowWrap: 'anywhere',
        whiteSpace: 'pre-wrap',
      }}
    >
      {shown.map((part) =>
        part.is === 'same' ? (
          <span key={part.key}>{part.words}</span>
        ) : (
          <Box key={part.key} component={is === 'before' ? 'del' : 'ins'} sx={LOOK[is]}>
            {part.words}
          </Box>
        ),
      )}
    </Typography>
  )
}
