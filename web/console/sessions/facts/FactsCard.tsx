import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Link as RouterLink } from 'react-router-dom'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { Facts } from '../../cards/Facts.tsx'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { PersonLink } from '../../links/PersonLink.tsx'
import { CasesOfSession } from './CasesOfSession.tsx'

/** Minor units with two digits, as the RP said it. */
function amountText({ minor, currency }: NonNullable<SessionPage['amount']>): string {
  return `${(Number(minor) / 100).toFixed(2)} ${currency ?? ''}`.trim()
}

export const FactsCard = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const { labels, notices, linkedSessionId } = session
  const mono = (value: string) => (
    <Box component="span" sx={{ fontFamily: 'monospace' }}>
      {value}
    </Box>
  )
  return (
    <Section title={text('session.facts')}>
      <Facts
        rows={[
          [
            text('session.facts.kind'),
            `${text(`kind.${session.kind}`)}, ${text(`flow.${session.flow ?? 'none'}`)}`,
          ],
          [text('session.facts.level'), session.requestedLevel],
          [text('session.facts.amount'), session.amount !== null && amountText(session.amount)],
          [text('session.facts.person'), <PersonOfSession key="person" session={session} />],
          [text('cases.ofSession'), <CasesOfSession key="cases" sessionId={session.id} />],
          [text('session.facts.id'), mono(session.id)],
          [text('session.facts.api'), session.apiVersion],
          [
            text('session.facts.linked'),
            linkedSessionId !== null && (
              <Link component={RouterLink} to={`/sessions/${linkedSessionId}/show`}>
                {mono(linkedSessionId)}
              </Link>
            ),
          ],
          [
            text('session.facts.labels'),
            labels.length > 0 &&
              labels
                .map(
                  (label) =>
                    `${text(label.fraud ? 'session.facts.fraud' : 'session.facts.notFraud')} (${label.source})`,
                )
                .join(', '),
          ],
          [
            text('session.facts.notices'),
            notices.length > 0 && notices.map((notice) => `${notice.channel}: ${notice.state}`).join(', '),
          ],
        ]}
      />
    </Section>
  )
}

const PersonOfSession = ({ session: { person, personId } }: { session: SessionPage }) => (
  <PersonLink person={person === null || personId === null ? null : { id: personId, pseudonym: person }} />
)
