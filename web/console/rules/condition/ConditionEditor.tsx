import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { featureNamed } from '../../features/registry.ts'
import { useText } from '../../i18n/useText.ts'
import { CodeField } from './CodeField.tsx'
import type { RuleCheck } from './checkCondition.ts'
import { fromBuilder, fromCode, type TwoViews } from './conditionText.ts'
import { GroupBox } from './GroupBox.tsx'

type ConditionEditorProps = {
  views: TwoViews
  /** What the compiler says of the code; null while there is none. */
  check: RuleCheck | null
  onChange: (views: TwoViews) => void
}

const kindOf = (name: string) => featureNamed(name)?.kind

/** The builder, and below it the same condition as code. Whichever is changed, the other follows. */
export const ConditionEditor = ({ views, check, onChange }: ConditionEditorProps) => {
  const text = useText()
  const problems = check?.problems ?? []
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {views.group === null ? (
        <Alert severity="info" variant="outlined" role="note">
          {text(`condition.beyond.${views.why}`)}
        </Alert>
      ) : (
        <GroupBox group={views.group} place="" onChange={(group) => onChange(fromBuilder(group))} />
      )}
      <CodeField
        label={text('condition.code')}
        value={views.code ?? ''}
        onChange={(code) => onChange(fromCode(code, kindOf))}
        wrong={problems.flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }]))}
      >
        {views.code === null && (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('condition.incomplete')}
          </Typography>
        )}
        {problems.map(({ message }) => (
          <Typography key={message} variant="body2" role="alert" sx={{ color: 'error.main', mt: 0.5 }}>
            {message}
          </Typography>
        ))}
        {check !== null && problems.length === 0 && (
          <Typography variant="caption" sx={{ color: 'success.main' }}>
            {text('condition.reads', { features: check.reads.join(', ') })}
          </Typography>
        )}
      </CodeField>
    </Box>
  )
}
