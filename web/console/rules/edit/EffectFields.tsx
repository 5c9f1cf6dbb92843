import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type Effect, knownEffectOf, type WrittenEffect } from '../../../../server/contract/rules.ts'
import { everyOf } from '../../../../server/domain/everyOf.ts'
import { HARD_OUTCOMES } from '../../../../server/domain/rule.ts'
import { FeatureHelp } from '../../features/FeatureHelp.tsx'
import { FeaturePicker } from '../../features/FeaturePicker.tsx'
import { featureNamed } from '../../features/registry.ts'
import { useText } from '../../i18n/useText.ts'
import { factorText } from '../../scores/factorText.ts'

type EffectFieldsProps = { effect: WrittenEffect; onChange: (effect: Effect) => void }

const KINDS = everyOf<Effect['kind']>()(['weight', 'curve', 'outcome'])
type CurvePoint = readonly [number, number]

function firstEffect(kind: Effect['kind']): Effect {
  if (kind === 'weight') return { kind, weight: 1 }
  if (kind === 'outcome') return { kind, outcome: 'hold' }
  return {
    kind,
    feature: '',
    points: [
      [0, 0],
      [1, 1],
    ],
  }
}

/** What follows when the condition holds. */
export const EffectFields = ({ effect: written, onChange }: EffectFieldsProps) => {
  const text = useText()
  const effect = knownEffectOf(written)
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <TextField
        select
        label={text('rule.effect')}
        value={effect?.kind ?? ''}
        onChange={({ target }) => {
          const kind = KINDS.find((one) => one === target.value)
          if (kind !== undefined) onChange(firstEffect(kind))
        }}
        error={effect === null}
        helperText={
          effect === null
            ? text('rule.effect.notKnown', { kind: String(written.kind) })
            : text(`rule.effect.${effect.kind}.help`)
        }
        margin="none"
      >
        {KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {text(`rule.effect.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {effect?.kind === 'weight' && (
        <LogOddsField
          label={text('rule.effect.logOdds')}
          value={effect.weight}
          onChange={(weight) => onChange({ ...effect, weight })}
        />
      )}
      {effect?.kind === 'outcome' && (
        <TextField
          select
          label={text('rule.effect.atLeast')}
          value={effect.outcome}
          onChange={({ target }) => {
            const outcome = HARD_OUTCOMES.find((one) => one === target.value)
            if (outcome !== undefined) onChange({ ...effect, outcome })
          }}
          margin="none"
        >
          {HARD_OUTCOMES.map((outcome) => (
            <MenuItem key={outcome} value={outcome}>
              {text(`outcome.${outcome}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {effect?.kind === 'curve' && <CurveFields effect={effect} onChange={onChange} />}
    </Box>
  )
}

type LogOddsFieldProps = { label: string; value: number; onChange: (value: number) => void }

const LogOddsField = ({ label, value, onChange }: LogOddsFieldProps) => {
  const text = useText()
  return (
    <TextField
      type="number"
      label={label}
      value={Number.isNaN(value) ? '' : value}
      onChange={({ target }) => onChange(target.value === '' ? Number.NaN : Number(target.value))}
      helperText={
        Number.isNaN(value) ? ' ' : text('rule.effect.factor', { factor: factorText(Math.exp(value)) })
      }
      error={Number.isNaN(value)}
      margin="none"
      slotProps={{ htmlInput: { step: 0.1, min: -20, max: 20 } }}
    />
  )
}

type CurveFieldsProps = { effect: Extract<Effect, { kind: 'curve' }>; onChange: (effect: Effect) => void }

const CurveFields = ({ effect, onChange }: CurveFieldsProps) => {
  const text = useText()
  const feature = featureNamed(effect.feature)
  const withPoints = (points: CurvePoint[]) =>
    onChange({ ...effect, points: points.map(([value, logOdds]): [number, number] => [value, logOdds]) })
  const last = effect.points.at(-1) ?? [0, 0]
  return (
    <>
      <FeaturePicker
        label={text('rule.effect.over')}
        value={effect.feature}
        kinds={['number']}
        onChoose={({ name }) => onChange({ ...effect, feature: name })}
      />
      {feature !== undefined && <FeatureHelp feature={feature} />}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('rule.effect.points')}
      </Typography>
      {effect.points.map(([value, logOdds], index) => {
        const place = `${index + 1}`
        const change = (point: CurvePoint) =>
          withPoints(effect.points.map((old, at) => (at === index ? point : old)))
        return (
          <Box
            key={place}
            role="group"
            aria-label={text('rule.effect.point', { place })}
            sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr auto', gap: 1, alignItems: 'start' }}
          >
            <TextField
              type="number"
              label={text('condition.value')}
              value={Number.isNaN(value) ? '' : value}
              onChange={({ target }) =>
                change([target.value === '' ? Number.NaN : Number(target.value), logOdds])
              }
              margin="none"
              slotProps={{ htmlInput: { step: 'any' } }}
            />
            <LogOddsField
              label={text('rule.effect.logOdds')}
              value={logOdds}
              onChange={(changed) => change([value, changed])}
            />
            <IconButton
              size="small"
              aria-label={text('rule.effect.removePoint', { place })}
              disabled={effect.points.length <= 2}
              onClick={() => withPoints(effect.points.filter((_point, at) => at !== index))}
              sx={{ mt: 0.5 }}
            >
              <CloseIcon fontSize="small" />
            </IconButton>
          </Box>
        )
      })}
      <Box>
        <Button
          size="small"
          startIcon={<AddIcon />}
          onClick={() => withPoints([...effect.points, [last[0] + 1, last[1]]])}
        >
          {text('rule.effect.addPoint')}
        </Button>
      </Box>
    </>
  )
}
