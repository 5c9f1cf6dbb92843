import { useEffect, useState } from 'react'
import type { PhoneAccount } from '../phone/phoneStorage.ts'
import type { Services } from './account/createServices.ts'
import { EnrolScreen } from './enrol/EnrolScreen.tsx'
import { PhoneFrame } from './PhoneFrame.tsx'
import { PhoneScreen } from './request/PhoneScreen.tsx'
import type { Opening } from './takeFragment.ts'

/** Starting, or a phone without an account, or one with it. */
type State = { at: 'starting' } | { at: 'enrolling' } | { at: 'ready'; account: PhoneAccount }

export function App({ services, opening }: { services: Services; opening: Opening }) {
  const [state, setState] = useState<State>({ at: 'starting' })

  useEffect(() => {
    let gone = false
    services.phone.account().then((account) => {
      if (!gone) setState(account === null ? { at: 'enrolling' } : { at: 'ready', account })
    })
    return () => {
      gone = true
    }
  }, [services])

  async function startAgain() {
    await services.storage.clear()
    setState({ at: 'enrolling' })
  }

  return (
    <PhoneFrame>
      {state.at === 'enrolling' && (
        <EnrolScreen
          services={services}
          activationCode={opening.activationCode}
          onEnrolled={(account) => setState({ at: 'ready', account })}
        />
      )}
      {state.at === 'ready' && (
        <PhoneScreen
          services={services}
          account={state.account}
          deviceLink={opening.deviceLink}
          onStartAgain={startAgain}
        />
      )}
    </PhoneFrame>
  )
}
