import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Reason } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { factorText } from '../../scores/factorText.ts'
import { findingText } from './findingText.ts'

/** Each reason with what was found and what is usual, its expression, and the factor of the odds as a bar. */
export const ReasonList = ({ reasons }: { reasons: readonly Reason[] }) => {
  const text = useText()
  if (reasons.length === 0) {
    return <Typography sx={{ color: 'text.secondary', py: 1 }}>{text('session.reasons.none')}</Typography>
  }
  const largest = Math.max(...reasons.map((reason) => Math.abs(reason.contribution)), 0.001)
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 1, display: 'grid', gap: 1.25 }}>
      {reasons.map((reason) => {
        const raises = reason.contribution >= 0
        return (
          <Box component="li" key={reason.ruleId ?? reason.code} sx={{ display: 'flex', gap: 2 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2">{reason.sentence}</Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {reason.findings.map((finding) => findingText(finding, text)).join(', ')}
              </Typography>
              {reason.condition !== null && (
                <Typography
                  variant="caption"
                  component="div"
                  sx={{ color: 'text.secondary', fontFamily: 'monospace', overflowWrap: 'anywhere' }}
                >
                  {reason.condition}
                </Typography>
              )}
            </Box>
            <Box
              sx={{ width: 110, flexShrink: 0, pt: 0.25 }}
              title={`${text(raises ? 'session.reasons.raises' : 'session.reasons.lowers')} (${reason.contribution.toFixed(2)}), ${reason.code}`}
            >
              <Box
                sx={{
                  height: 8,
                  borderRadius: 1,
                  width: `${(100 * Math.abs(reason.contribution)) / largest}%`,
                  minWidth: 3,
                  bgcolor: raises ? 'error.main' : 'success.main',
                }}
              />
              <Typography
                variant="caption"
                sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}
              >
                {factorText(reason.factor)}
              </Typography>
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
