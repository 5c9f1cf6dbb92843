import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { sessionsLink } from '../../links/figureLinks.ts'
import { BarList } from '../charts/BarList.tsx'
import { Empty } from '../charts/Empty.tsx'
import { changeText } from '../figures/changeText.ts'

export const ReasonsCard = ({ reasons }: Pick<Dashboard, 'reasons'>) => {
  const text = useText()
  const locale = useFormatLocale()
  return (
    <Section title={text('dashboard.reasons')}>
      {reasons.length === 0 ? (
        <Empty text="dashboard.reasons.empty" />
      ) : (
        <BarList
          label={text('dashboard.reasons')}
          rows={reasons.map(({ code, count, before, filter }) => ({
            key: code,
            name: code,
            count,
            color: 'primary',
            to: sessionsLink({ filter }),
            note: changeText({ now: count, before }, locale, text),
          }))}
        />
      )}
    </Section>
  )
}
