/** Warnings in English. Never change a text that was in use: see `warningId.ts`. */
import type { WarningId } from '../warningId.ts'
import type { WarningText } from '../warningText.ts'

const NOBODY_ASKS = 'The police, your bank and we never ask for your PIN.'
const STOP = 'Stop: this was not me'

export const EN = {
  'unexpectedRequest.1': {
    title: 'Did you start this yourself?',
    body: 'This request is unusual for you. Somebody else may have started it.',
    points: [
      'Is somebody on the phone telling you what to do? Hang up.',
      'Are you not logging in or signing right now? Stop.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'relayedCode.1': {
    title: 'Look again at the page you came from',
    body: 'A false page can show you a true code. A matching code alone proves nothing.',
    points: [
      'Did a message or an advert bring you to that page? Stop.',
      'Type the address of the service yourself, and start again there.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'parallelAccount.1': {
    title: 'Did somebody ask you to set up this app?',
    body: 'Criminals have people open a new account, and then use it in their name.',
    points: [
      'Did you read out a code or a PIN to anyone? Stop.',
      'Give your activation code to nobody, not even to a helper.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'safeAccount.1': {
    title: 'There is no “safe account”',
    body: 'A caller says that your money is in danger and must be moved. That call is the fraud.',
    points: [
      'Hang up now. A real bank will not mind.',
      'Ring your bank yourself. Use the number on your bank card.',
      'Neither bank nor police ask you to move money to protect it.',
    ],
    stopLabel: STOP,
  },
  'twoStepCall.1': {
    title: 'Did one call lead to the next?',
    body: 'First comes a call about a parcel, a bill or an appointment. Then “the police” or “the bank” offer help.',
    points: [
      'Both callers may work together. Hang up.',
      'Confirm nothing to undo something that you did before.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'remoteAccess.1': {
    title: 'Can somebody else see your screen?',
    body: 'A “support” app lets others watch and control your device, and act as you.',
    points: [
      'Did somebody ask you to install an app? Close it now.',
      'Is somebody guiding you on the phone? Hang up.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'promptBombing.1': {
    title: 'Do requests keep coming?',
    body: 'Somebody may be sending them until you confirm one, by mistake or to have peace.',
    points: [
      'Confirming does not end them. It lets somebody in.',
      'Stopping is safe. It does not lock your account.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
  'relayedLink.1': {
    title: 'Who showed you this code or link?',
    body: 'A code to scan can belong to a request that somebody else started.',
    points: [
      'Did somebody send it, or show it in a call or chat? Stop.',
      'Nobody has to scan a code to receive money.',
      'Scan codes only on a page that you opened yourself.',
    ],
    stopLabel: STOP,
  },
  'unknown.1': {
    title: 'Please pause for a moment',
    body: 'This request is unusual. Go on only if you started it yourself, just now.',
    points: [
      'Is somebody telling you to do this? Hang up.',
      'Do you not know what happens when you confirm? Stop.',
      NOBODY_ASKS,
    ],
    stopLabel: STOP,
  },
} satisfies Record<WarningId, WarningText>
