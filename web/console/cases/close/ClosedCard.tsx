import type { CasePage } from '../../../../server/contract/cases.ts'
import { Facts } from '../../cards/Facts.tsx'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { moneyText } from './money.ts'

/** How a case closed, and what was lost. */
export const ClosedCard = ({ closed }: { closed: NonNullable<CasePage['closed']> }) => {
  const text = useText()
  const locale = useFormatLocale()
  const { disposition, scamType, loss, at, by } = closed
  return (
    <Section title={text('cases.closed')}>
      <Facts
        rows={[
          [text('cases.disposition'), text(`disposition.${disposition}`)],
          [text('cases.scamType'), scamType !== null && text(`scam.${scamType}`)],
          [text('cases.loss.amount'), loss !== null && moneyText(loss.amountMinor, loss.currency, locale)],
          [
            text('cases.loss.recovered'),
            loss !== null && moneyText(loss.recoveredMinor, loss.currency, locale),
          ],
          [text('cases.closedBy'), by.name],
          [text('cases.closedAt'), <Time key="at" at={at} />],
        ]}
      />
    </Section>
  )
}
