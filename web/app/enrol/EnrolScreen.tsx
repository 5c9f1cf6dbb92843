import { useRef, useState } from 'react'
import type { EnrolmentStep } from '../../phone/enrol.ts'
import type { PhoneAccount } from '../../phone/phoneStorage.ts'
import type { Services } from '../account/createServices.ts'
import { describeDevice } from '../account/describeDevice.ts'
import { useLanguage, useMessages } from '../text/MessagesProvider.tsx'
import type { PinName } from '../text/messages.ts'
import { ActivationCodeStep } from './ActivationCodeStep.tsx'
import { ChoosePinStep } from './ChoosePinStep.tsx'
import { EnrolledStep } from './EnrolledStep.tsx'
import { type EnrolProblem, enrolProblem } from './enrolProblem.ts'
import { WorkingStep } from './WorkingStep.tsx'

type Step =
  | { at: 'code'; problem: EnrolProblem | null }
  | { at: 'pin'; pin: PinName }
  | { at: 'working'; step: EnrolmentStep }
  | { at: 'failed'; problem: EnrolProblem }
  | { at: 'done'; account: PhoneAccount }

export type EnrolScreenProps = {
  services: Services
  activationCode: string | null
  onEnrolled: (account: PhoneAccount) => void
}

/** Code, PIN1, PIN2, keys. The PINs wait in a ref until the keys are locked with them, then they are forgotten. */
export function EnrolScreen({ services, activationCode, onEnrolled }: EnrolScreenProps) {
  const messages = useMessages()
  const { language } = useLanguage()
  const [code, setCode] = useState(activationCode ?? '')
  const [step, setStep] = useState<Step>({ at: 'code', problem: null })
  const pins = useRef<Record<PinName, string>>({ PIN1: '', PIN2: '' })

  async function enrol() {
    const { PIN1: pin1, PIN2: pin2 } = pins.current
    try {
      const device = describeDevice(language)
      const onStep = (working: EnrolmentStep) => setStep({ at: 'working', step: working })
      onStep('makingKeys')
      const account = await services.enrol({ activationCode: code, pin1, pin2, device, onStep })
      pins.current = { PIN1: '', PIN2: '' }
      setStep({ at: 'done', account })
    } catch (error) {
      const problem = enrolProblem(error)
      setStep(problem === 'codeRefused' ? { at: 'code', problem } : { at: 'failed', problem })
    }
  }

  function onCode() {
    // After a wrong code the PINs are there already.
    if (pins.current.PIN2 === '') setStep({ at: 'pin', pin: 'PIN1' })
    else void enrol()
  }

  function onPin(pin: PinName, digits: string) {
    pins.current[pin] = digits
    if (pin === 'PIN1') setStep({ at: 'pin', pin: 'PIN2' })
    else void enrol()
  }

  switch (step.at) {
    case 'code':
      return <ActivationCodeStep code={code} onChange={setCode} problem={step.problem} onNext={onCode} />
    case 'pin':
      return (
        <ChoosePinStep
          key={step.pin}
          pin={step.pin}
          isTaken={(digits) => step.pin === 'PIN2' && digits === pins.current.PIN1}
          onChosen={(digits) => onPin(step.pin, digits)}
        />
      )
    case 'working':
      return <WorkingStep step={step.step} />
    case 'failed':
      return (
        <section className="page">
          <div className="grow">
            <p className="problem" role="alert">
              {messages.enrol[step.problem]}
            </p>
          </div>
          <button type="button" className="primary" onClick={enrol}>
            {messages.tryAgain}
          </button>
          <button type="button" className="plain" onClick={() => setStep({ at: 'code', problem: null })}>
            {messages.back}
          </button>
        </section>
      )
    case 'done':
      return <EnrolledStep onStart={() => onEnrolled(step.account)} />
  }
}
