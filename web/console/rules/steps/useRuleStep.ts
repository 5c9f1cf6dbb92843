import { useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import type { RuleVersion } from '../../../../server/contract/rules.ts'
import { moveRule, RULES_KEY, type RuleStep } from '../../api/rulesApi.ts'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'

/** Takes a step, says how it went, and has everything about rules read again. */
export function useRuleStep() {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  return async ({ ruleId, id, number }: RuleVersion, step: RuleStep): Promise<void> => {
    try {
      await moveRule(ruleId, id, step)
      const words = text(`rule.done.${step}`, { number })
      announcer.announce(words)
      notify(words, { type: 'success' })
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      announcer.announce(words)
      notify(words, { type: 'error' })
    }
    await client.invalidateQueries({ queryKey: RULES_KEY })
  }
}
