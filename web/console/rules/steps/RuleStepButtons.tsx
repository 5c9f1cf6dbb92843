import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess, useGetIdentity } from 'react-admin'
import type { RuleProposal, RuleVersion } from '../../../../server/contract/rules.ts'
import type { RuleStep } from '../../api/rulesApi.ts'
import { ConfirmDialog } from '../../dialogs/ConfirmDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { type OfferedStep, offeredSteps } from './ruleSteps.ts'
import { useRuleStep } from './useRuleStep.ts'

type RuleStepButtonsProps = { version: RuleVersion; proposal: RuleProposal | null }

/** What decides something differently is asked again; what only goes on, and may be taken back, is not. */
const ASKED_AGAIN: readonly RuleStep[] = ['publish', 'retire', 'shadow']

export const RuleStepButtons = ({ version, proposal }: RuleStepButtonsProps) => {
  const text = useText()
  const take = useRuleStep()
  const { identity } = useGetIdentity()
  const { canAccess: mayEdit } = useCanAccess({ resource: 'rules', action: 'edit' })
  const { canAccess: mayPublish } = useCanAccess({ resource: 'rules', action: 'publish' })
  const [pending, setPending] = useState<RuleStep | null>(null)
  const reader = {
    name: identity?.fullName ?? '',
    mayEdit: mayEdit === true,
    mayPublish: mayPublish === true,
  }
  const number = version.number

  const press = (step: RuleStep) => {
    if (ASKED_AGAIN.includes(step)) setPending(step)
    else void take(version, step)
  }
  const stepName = (step: RuleStep) =>
    text(step === 'retire' && version.state === 'live' ? 'rule.step.retireLive' : `rule.step.${step}`)
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {offeredSteps(version, proposal, reader).map((offered) => (
        <StepButton key={offered.step} offered={offered} label={stepName(offered.step)} onPress={press} />
      ))}
      {pending !== null && (
        <ConfirmDialog
          title={text('rule.confirm.title', { step: stepName(pending), number })}
          words={text(
            pending === 'retire' && version.state === 'live'
              ? 'rule.confirm.retireLive'
              : confirmKey(pending),
          )}
          submit={stepName(pending)}
          onCancel={() => setPending(null)}
          onConfirm={async () => {
            await take(version, pending)
            setPending(null)
          }}
        />
      )}
    </Box>
  )
}

function confirmKey(step: RuleStep) {
  if (step === 'publish') return 'rule.confirm.publish' as const
  return step === 'shadow' ? ('rule.confirm.shadow' as const) : ('rule.confirm.retire' as const)
}

type StepButtonProps = { offered: OfferedStep; label: string; onPress: (step: RuleStep) => void }

const StepButton = ({ offered: { step, notBy }, label, onPress }: StepButtonProps) => {
  const text = useText()
  const variant = step === 'publish' || step === 'propose' ? 'contained' : 'outlined'
  if (notBy === null) {
    return (
      <Button size="small" variant={variant} onClick={() => onPress(step)}>
        {label}
      </Button>
    )
  }
  const why =
    notBy.length === 0
      ? text('rule.secondPerson.role')
      : text('rule.secondPerson.notBy', { names: notBy.join(', ') })
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
      <Button size="small" variant={variant} disabled>
        {label}
      </Button>
      <Box component="span" sx={{ typography: 'caption', color: 'text.secondary', maxWidth: 260 }}>
        {why}
      </Box>
    </Box>
  )
}
