import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { WARNING_LANGUAGES } from '../../../../server/warnings/language.ts'
import { warningFor } from '../../../../server/warnings/warningFor.ts'

/** A warning as the person reads it, in each language that it is written in. */
export const WarningTexts = ({ id }: { id: string }) => (
  <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, mb: 1.5 }}>
    {WARNING_LANGUAGES.map((language) => {
      const { title, body, points, stopLabel } = warningFor(id, language)
      return (
        <Box
          key={language}
          lang={language}
          sx={{ border: 2, borderColor: 'warning.main', borderRadius: 2, p: 1.5, typography: 'body2' }}
        >
          <Typography sx={{ fontWeight: 700, mb: 0.5 }}>{title}</Typography>
          {body}
          <Box component="ul" sx={{ my: 1, pl: 2.5 }}>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </Box>
          <Typography variant="body2" sx={{ fontWeight: 650, color: 'error.main' }}>
            {stopLabel}
          </Typography>
        </Box>
      )
    })}
  </Box>
)
