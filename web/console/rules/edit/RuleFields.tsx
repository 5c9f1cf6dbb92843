import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import type { Problems } from '../../api/problems.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { codeOf, RULE_CHOICES, type RuleForm } from './ruleForm.ts'

type RuleFieldsProps = {
  form: RuleForm
  problems: Problems | null
  isNew: boolean
  onChange: (form: RuleForm) => void
}

/** What the rule is called, and what it tells people. */
export const RuleFields = ({ form, problems, isNew, onChange }: RuleFieldsProps) => {
  const text = useText()
  const wrong = (field: string, help: string) => ({
    error: problems?.byField[field] !== undefined,
    helperText: problems?.byField[field] ?? help,
  })
  /** The code follows the id for as long as nobody wrote another. */
  const withId = (id: string) =>
    onChange({ ...form, id, reasonCode: form.reasonCode === codeOf(form.id) ? codeOf(id) : form.reasonCode })
  return (
    <Section title={text('ruleEditor.about')}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {isNew && (
          <TextField
            label={text('rule.id')}
            value={form.id}
            onChange={({ target }) => withId(target.value)}
            required
            margin="none"
            {...wrong('id', text('rule.idHelp'))}
            slotProps={{ htmlInput: { pattern: '[a-z][A-Za-z0-9]{2,63}', title: text('rule.idHelp') } }}
          />
        )}
        <TextField
          label={text('rule.reasonCode')}
          value={form.reasonCode}
          onChange={({ target }) => onChange({ ...form, reasonCode: target.value })}
          required
          margin="none"
          {...wrong('reasonCode', text('rule.reasonCodeHelp'))}
          slotProps={{ htmlInput: { pattern: '[A-Z][A-Z0-9_]{2,63}', title: text('rule.reasonCodeHelp') } }}
        />
        <TextField
          label={text('rule.sentence')}
          value={form.sentence}
          onChange={({ target }) => onChange({ ...form, sentence: target.value })}
          required
          multiline
          margin="none"
          {...wrong('sentence', text('rule.sentenceHelp'))}
          slotProps={{ htmlInput: { minLength: 5, maxLength: 300 } }}
          sx={{ gridColumn: '1 / -1' }}
        />
        <Choice
          label={text('rule.scamType')}
          value={form.scamType}
          choices={RULE_CHOICES.scamType}
          name={(scam) => text(`scam.${scam}`)}
          onChoose={(scamType) => onChange({ ...form, scamType })}
        />
        <Choice
          label={text('rule.pattern')}
          value={form.pattern}
          choices={RULE_CHOICES.pattern}
          name={(pattern) => text(`rule.pattern.${pattern}`)}
          onChoose={(pattern) => onChange({ ...form, pattern })}
        />
        <Choice
          label={text('rule.stage')}
          value={form.stage}
          choices={RULE_CHOICES.stage}
          name={(stage) => text(`rule.stage.${stage}`)}
          onChoose={(stage) => onChange({ ...form, stage })}
        />
        <TextField
          label={text('rule.note')}
          value={form.note}
          onChange={({ target }) => onChange({ ...form, note: target.value })}
          margin="none"
          {...wrong('note', text('rule.noteHelp'))}
          slotProps={{ htmlInput: { maxLength: 1_000 } }}
        />
      </Box>
    </Section>
  )
}

type ChoiceProps<Value extends string> = {
  label: string
  value: Value
  choices: readonly Value[]
  name: (value: Value) => string
  onChoose: (value: Value) => void
}

const Choice = <Value extends string>({ label, value, choices, name, onChoose }: ChoiceProps<Value>) => (
  <TextField
    select
    label={label}
    value={value}
    onChange={({ target }) => {
      const chosen = choices.find((one) => one === target.value)
      if (chosen !== undefined) onChoose(chosen)
    }}
    margin="none"
  >
    {choices.map((one) => (
      <MenuItem key={one} value={one}>
        {name(one)}
      </MenuItem>
    ))}
  </TextField>
)
