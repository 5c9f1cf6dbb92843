/** The three codes of which the person picks one, where the interaction or the warning asks for it. */
import type { Friction } from '../../domain/sessions/decision.ts'
import { NEEDS_CODE_CHOICE, type Session } from '../../domain/sessions/session.ts'
import { verificationCodeChoices } from '../../signing/verificationCode.ts'

/** Null where there is nothing to choose: the code is shown, or the request has none. */
export function codeChoices(session: Session, friction: Friction | null): string[] | null {
  const { verificationCode, interactionUsed } = session
  if (verificationCode === null) return null
  const needsChoice = interactionUsed !== null && NEEDS_CODE_CHOICE[interactionUsed]
  if (!needsChoice && friction?.codeChoice !== true) return null
  const [randomOctet = 0] = Buffer.from(session.signing.serverRandom, 'base64')
  return verificationCodeChoices(verificationCode, session.signing.wrongCodes, randomOctet)
}
