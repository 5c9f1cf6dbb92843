import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DriftReport, Model } from '../../../server/contract/models.ts'
import { MODELS_KEY, readDrift } from '../api/modelsApi.ts'
import { Section } from '../cards/Section.tsx'
import { LimitBars } from '../charts/LimitBars.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { metricText } from './metricText.ts'

/** Beyond these nothing is near its limit. */
const SHOWN = 15

/** How far the last week lies from what the champion learnt. */
export const DriftCard = ({ models }: { models: readonly Pick<Model, 'id' | 'version'>[] }) => {
  const text = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const drift = useQuery({ queryKey: [...MODELS_KEY, 'drift'], queryFn: ({ signal }) => readDrift(signal) })
  const report = drift.data?.find(({ id }) => id === chosen) ?? drift.data?.[0]
  const versionOf = ({ modelId }: DriftReport) => models.find(({ id }) => id === modelId)?.version ?? modelId
  return (
    <Section title={text('drift.title')}>
      {drift.data === undefined ? (
        <QueryState error={drift.error} height={200} onRetry={() => void drift.refetch()} />
      ) : report === undefined ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('drift.none')}</Typography>
      ) : (
        <Box sx={{ display: 'grid', gap: 2 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
            <TextField
              select
              label={text('drift.week')}
              value={report.id}
              onChange={({ target }) => setChosen(target.value)}
              margin="none"
              sx={{ minWidth: 280 }}
            >
              {drift.data.map((one) => (
                <MenuItem key={one.id} value={one.id}>
                  {text('drift.report', { day: one.day, version: versionOf(one), alerts: one.alerts.length })}
                </MenuItem>
              ))}
            </TextField>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {text('drift.rows', { reference: report.referenceRows, current: report.currentRows })}
            </Typography>
          </Box>
          <LimitBars
            label={text('drift.title')}
            bars={report.figures.slice(0, SHOWN).map(({ name, psi, limit }) => ({
              name: name === 'score' ? text('drift.score') : name,
              value: psi,
              limit,
              words: text(psi > limit ? 'drift.above' : 'drift.below', {
                psi: metricText(psi),
                limit: metricText(limit),
              }),
            }))}
          />
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('drift.about', {
              shown: Math.min(SHOWN, report.figures.length),
              all: report.figures.length,
            })}
          </Typography>
        </Box>
      )}
    </Section>
  )
}
