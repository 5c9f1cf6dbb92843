/**
 * A warning as a mail. It repeats what the app says and points at the app: it holds no link, no telephone
 * number and nothing that tells who the person is, since a mailbox may be read by others.
 */
import type { SessionKind } from '../domain/sessions/session.ts'
import { toWarningLanguage, type WarningLanguage } from './language.ts'
import { warningFor } from './warningFor.ts'

export type MailText = { subject: string; text: string }

export type WarningMailInput = {
  warningId: string
  /** BCP 47. */
  language: string
  relyingPartyName: string
  kind: SessionKind
}

type Phrases = {
  subject: string
  opening: Record<SessionKind, (relyingParty: string) => string>
  whatToDo: (stopLabel: string) => string[]
  closing: string[]
}

const PHRASES: Record<WarningLanguage, Phrases> = {
  en: {
    subject: 'A request in your name: check before you enter a PIN',
    opening: {
      authentication: (name) => `${name} was asked, moments ago, to log somebody in with your name.`,
      signature: (name) => `${name} has asked, moments ago, for your signature.`,
      certificateChoice: (name) => `${name} has asked, moments ago, for your certificate, to let you sign.`,
    },
    whatToDo: (stopLabel) => [
      'If you did not start this:',
      `Open the app on your phone and press “${stopLabel}”.`,
      'Hang up if somebody is on the phone with you.',
      '',
      'If you started it yourself, there is nothing to do.',
    ],
    closing: [
      'This mail has no links. We never send links to a page that asks for a PIN.',
      'Please do not answer it: nobody reads the answers.',
    ],
  },
  et: {
    subject: 'Päring teie nimel: kontrollige enne PIN-koodi sisestamist',
    opening: {
      authentication: (name) => `Äsja alustati teie nimel sisselogimist teenusesse ${name}.`,
      signature: (name) => `${name} küsis äsja teie allkirja.`,
      certificateChoice: (name) => `${name} küsis äsja teie allkirjastamise sertifikaati.`,
    },
    whatToDo: (stopLabel) => [
      'Kui teie seda ei alustanud:',
      `Avage telefonis rakendus ja vajutage „${stopLabel}“.`,
      'Kui keegi on teiega telefonis, katkestage kõne.',
      '',
      'Kui alustasite seda ise, ei pea te midagi tegema.',
    ],
    closing: [
      'Selles kirjas ei ole linke. Me ei saada kunagi linki lehele, mis küsib PIN-koodi.',
      'Palun ärge vastake sellele kirjale: vastuseid ei loeta.',
    ],
  },
}

export function warningMail({ warningId, language, relyingPartyName, kind }: WarningMailInput): MailText {
  const phrases = PHRASES[toWarningLanguage(language)]
  const warning = warningFor(warningId, language)
  const lines = [
    phrases.opening[kind](onOneLine(relyingPartyName)),
    '',
    warning.title,
    '',
    warning.body,
    ...warning.points.map((point) => `- ${point}`),
    '',
    ...phrases.whatToDo(warning.stopLabel),
    '',
    ...phrases.closing,
  ]
  return { subject: phrases.subject, text: `${lines.join('\n')}\n` }
}

/** A relying party chose its name: it must not be able to add lines of its own. */
function onOneLine(name: string): string {
  return name
    .replace(/\p{C}|\p{Z}/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
}
