import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { Title, useNotify } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import type { RuleVersion } from '../../../../server/contract/rules.ts'
import { type Problems, problemsOf } from '../../api/problems.ts'
import { createRule, RULES_KEY, saveDraft } from '../../api/rulesApi.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'
import { ConditionEditor } from '../condition/ConditionEditor.tsx'
import { checkCondition } from '../condition/checkCondition.ts'
import { EffectFields } from './EffectFields.tsx'
import { RuleFields } from './RuleFields.tsx'
import { RuleHits } from './RuleHits.tsx'
import { draftOf, type RuleForm } from './ruleForm.ts'

type RuleEditorProps = {
  start: RuleForm
  /** Null: a new rule. */
  basedOn: RuleVersion | null
}

/** Writes a draft: nothing decides otherwise until it goes into shadow, or live by a second person. */
export const RuleEditor = ({ start, basedOn }: RuleEditorProps) => {
  const text = useText()
  const notify = useNotify()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [form, setForm] = useState(start)
  const [problems, setProblems] = useState<Problems | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const { code } = form.condition
  const check = useMemo(() => (code === null ? null : checkCondition(code, form.effect)), [code, form.effect])
  const draft = draftOf(form)
  const isRight = check !== null && check.problems.length === 0
  const title =
    basedOn === null
      ? text('ruleEditor.new')
      : text('ruleEditor.title', { id: form.id, number: basedOn.number })

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (draft === null || !isRight) return
    setIsBusy(true)
    try {
      const id = form.id.trim()
      const saved = basedOn === null ? await createRule(id, draft) : await saveDraft(id, basedOn.id, draft)
      const words = text('ruleEditor.saved', { number: saved.number })
      announcer.announce(words)
      notify(words, { type: 'success' })
      await client.invalidateQueries({ queryKey: RULES_KEY })
      navigate(`/rules/${id}/show`)
    } catch (error) {
      setProblems(problemsOf(error))
      setIsBusy(false)
    }
  }

  return (
    <Box component="form" onSubmit={(event) => void submit(event)} sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={title} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {title}
        </Typography>
        <Button component={Link} to={basedOn === null ? '/rules' : `/rules/${form.id}/show`}>
          {text('review.cancel')}
        </Button>
        <Button type="submit" variant="contained" disabled={isBusy || !isRight}>
          {text('ruleEditor.save')}
        </Button>
      </Box>
      {problems !== null && <Alert severity="error">{problems.message}</Alert>}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 3fr) minmax(300px, 2fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Section title={text('ruleEditor.when')}>
            <ConditionEditor
              views={form.condition}
              check={check}
              onChange={(condition) => setForm({ ...form, condition })}
            />
          </Section>
          <RuleFields form={form} problems={problems} isNew={basedOn === null} onChange={setForm} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <RuleHits condition={isRight ? code : null} stage={draft?.stage ?? null} />
          <Section title={text('ruleEditor.then')}>
            <EffectFields effect={form.effect} onChange={(effect) => setForm({ ...form, effect })} />
          </Section>
        </Box>
      </Box>
    </Box>
  )
}
