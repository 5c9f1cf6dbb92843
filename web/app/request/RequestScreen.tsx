import { useEffect, useState } from 'react'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import type { Services } from '../account/createServices.ts'
import { useMessages } from '../text/MessagesProvider.tsx'
import { confirmRequest } from './confirmRequest.ts'
import { endRequest } from './endRequest.ts'
import { PinStep } from './PinStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'
import type { RequestResult } from './requestState.ts'
import { WarningSteps } from './WarningSteps.tsx'
import { wrongPinWords } from './wrongPinWords.ts'

type Step =
  /** Before anything else, and before the PIN above all. */
  { at: 'warning' } | { at: 'review' } | { at: 'pin'; verificationCode: string | null }

export type RequestScreenProps = {
  services: Services
  request: PhoneRequest
  onBusy: (busy: boolean) => void
  onFinished: (result: RequestResult) => void
}

/** One request, from the moment it is shown to its end. */
export function RequestScreen({ services, request, onBusy, onFinished }: RequestScreenProps) {
  const messages = useMessages()
  const [step, setStep] = useState<Step>(request.warning === null ? { at: 'review' } : { at: 'warning' })
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { client } = services
  const { sessionId } = request

  useEffect(() => {
    // Only tells how long the person looked at it: a request can be answered without.
    client.shown(sessionId).catch(() => {})
  }, [client, sessionId])

  async function answer(work: () => Promise<RequestResult | { problem: string }>) {
    setWorking(true)
    setProblem(null)
    onBusy(true)
    const outcome = await work()
    setWorking(false)
    if ('end' in outcome) {
      onFinished(outcome)
      return
    }
    setProblem(outcome.problem)
    onBusy(false)
  }

  const end = (action: 'accept' | 'refuse' | 'report') =>
    answer(async () => (await endRequest(services, request, action)) ?? { problem: messages.failed })

  const confirm = (pin: string, verificationCode: string | null) =>
    answer(async () => {
      const outcome = await confirmRequest(services, request, pin, verificationCode)
      if ('end' in outcome) return outcome
      if (outcome.problem === 'wrongPin')
        return { problem: wrongPinWords(messages, request.kind, outcome.lock) }
      return { problem: messages[outcome.problem] }
    })

  const shared = { request, working, problem, onRefuse: () => end('refuse'), onReport: () => end('report') }
  switch (step.at) {
    case 'warning':
      return <WarningSteps {...shared} onGoOn={() => setStep({ at: 'review' })} />
    case 'review':
      return (
        <ReviewStep
          {...shared}
          onAccept={() => end('accept')}
          onGoOn={(verificationCode) => setStep({ at: 'pin', verificationCode })}
        />
      )
    case 'pin':
      return (
        <PinStep
          {...shared}
          verificationCode={step.verificationCode}
          onPin={(pin) => confirm(pin, step.verificationCode)}
        />
      )
  }
}
