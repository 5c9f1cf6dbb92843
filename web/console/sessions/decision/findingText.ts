import type { Reason } from '../../../../server/contract/sessions.ts'
import type { useText } from '../../i18n/useText.ts'

type Finding = Reason['findings'][number]

/** `amount = 4000 EUR (usually at most 68)`. */
export function findingText(finding: Finding, text: ReturnType<typeof useText>): string {
  const found = `${finding.feature} = ${finding.value}`
  return finding.usual === null
    ? found
    : `${found} (${text('session.reasons.usually', { usual: finding.usual })})`
}
