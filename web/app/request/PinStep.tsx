import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import { PIN_LENGTH } from '../enrol/weakPin.ts'
import { PinPad } from '../pin/PinPad.tsx'
import { useMessages } from '../text/MessagesProvider.tsx'
import { RequestActions } from './RequestActions.tsx'
import { pinOf } from './wrongPinWords.ts'

export type PinStepProps = {
  request: PhoneRequest
  verificationCode: string | null
  working: boolean
  problem: string | null
  onPin: (digits: string) => void
  onRefuse: () => void
  onReport: () => void
}

export function PinStep({
  request,
  verificationCode,
  working,
  problem,
  onPin,
  onRefuse,
  onReport,
}: PinStepProps) {
  const messages = useMessages()
  const pin = pinOf(request.kind)
  const code = verificationCode ?? request.verificationCode
  return (
    <section className="page">
      <div className="strip">
        <p className="strip-name">{request.relyingPartyName}</p>
        {request.interaction !== null && <p className="strip-text">{request.interaction.text}</p>}
        {code !== null && <p className="strip-code">{code}</p>}
      </div>
      <PinPad
        pin={pin}
        title={`${messages.request.enterPin(pin)} ${messages.request.pinPurpose[pin]}`}
        hint={working ? messages.request.working : messages.pad.hint}
        problem={problem}
        {...PIN_LENGTH[pin]}
        disabled={working}
        onPin={onPin}
      />
      <RequestActions working={working} onRefuse={onRefuse} onReport={onReport} />
    </section>
  )
}
