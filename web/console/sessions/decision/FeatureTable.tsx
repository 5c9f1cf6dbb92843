import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SessionDecision } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { featureText } from './featureText.ts'

/** The whole vector that the decision was made on, folded away until somebody asks. */
export const FeatureTable = ({ features }: Pick<SessionDecision, 'features'>) => {
  const text = useText()
  const entries = Object.entries(features).sort(([a], [b]) => a.localeCompare(b))
  const missing = entries.filter(([, feature]) => 'missing' in feature).length
  return (
    <Box
      component="details"
      sx={{ mt: 2, typography: 'body2', '& summary': { cursor: 'pointer', color: 'text.secondary' } }}
    >
      <summary>{text('session.features', { known: entries.length - missing, missing })}</summary>
      <Box
        component="dl"
        sx={{
          m: 0,
          mt: 1,
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
          columnGap: 3,
          '& > div': {
            display: 'flex',
            justifyContent: 'space-between',
            gap: 1,
            borderTop: 1,
            borderColor: 'divider',
          },
          '& dd': { m: 0, textAlign: 'right' },
        }}
      >
        {entries.map(([name, feature]) => (
          <div key={name}>
            <Typography component="dt" variant="caption" sx={{ overflowWrap: 'anywhere' }}>
              {name}
            </Typography>
            <Typography
              component="dd"
              variant="caption"
              sx={
                'missing' in feature ? { color: 'text.secondary', fontStyle: 'italic' } : { fontWeight: 600 }
              }
            >
              {'missing' in feature
                ? text('session.features.missing', { why: feature.missing })
                : featureText(feature.value)}
            </Typography>
          </div>
        ))}
      </Box>
    </Box>
  )
}
