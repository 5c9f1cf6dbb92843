import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Outcome } from '../../../../server/domain/sessions/decision.ts'
import { useText } from '../../i18n/useText.ts'
import { OUTCOME_COLOR } from '../../scores/outcome.ts'
import { percent } from '../../scores/percent.ts'
import { ribbonPosition } from './ribbonPosition.ts'

type DecisionRibbonProps = {
  score: number
  /** Rising; each zone ends where the next begins, the last at 1. */
  zones: readonly { outcome: Outcome; from: number }[]
}

/** The score between the thresholds. Zones are equally wide, for the upper ones are narrow and matter most. */
export const DecisionRibbon = ({ score, zones }: DecisionRibbonProps) => {
  const text = useText()
  const at = ribbonPosition(
    score,
    zones.map((zone) => zone.from),
  )
  return (
    <Box
      sx={{ pt: 3.5, pb: 1 }}
      role="img"
      aria-label={`${text('session.decision.score')}: ${percent(score)}`}
    >
      <Box sx={{ position: 'relative', display: 'flex', gap: '3px' }}>
        {zones.map((zone) => (
          <Box key={zone.outcome} sx={{ flex: 1 }}>
            <Box
              sx={{
                height: 12,
                borderRadius: 1,
                bgcolor: `${OUTCOME_COLOR[zone.outcome]}.main`,
                opacity: 0.85,
              }}
            />
            <Box sx={{ display: 'flex', gap: 0.75, mt: 0.5 }}>
              <Typography variant="caption" sx={{ fontWeight: 650, fontVariantNumeric: 'tabular-nums' }}>
                {zone.from === 0 ? '0 %' : `${Number((zone.from * 100).toFixed(1))} %`}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {text(`outcome.${zone.outcome}`)}
              </Typography>
            </Box>
          </Box>
        ))}
        <Box sx={{ position: 'absolute', left: `${at * 100}%`, top: -26, transform: 'translateX(-50%)' }}>
          <Typography sx={{ fontWeight: 700, lineHeight: '20px', whiteSpace: 'nowrap', textAlign: 'center' }}>
            {percent(score)}
          </Typography>
          <Box sx={{ width: 4, height: 24, mx: 'auto', borderRadius: 2, bgcolor: 'text.primary' }} />
        </Box>
      </Box>
    </Box>
  )
}
