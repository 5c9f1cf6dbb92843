import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import type { PhoneStorage } from '../../phone/phoneStorage.ts'
import { chooseLanguage, LANGUAGES, type Language, MESSAGES, type Messages } from './messages.ts'

type Spoken = { language: Language; messages: Messages; setLanguage: (language: Language) => void }

const first = chooseLanguage(navigator.languages)
const MessagesContext = createContext<Spoken>({
  language: first,
  messages: MESSAGES[first],
  setLanguage: () => {},
})

/** Speaks the language that the person chose before, or else the phone's. */
export function MessagesProvider({ storage, children }: { storage: PhoneStorage; children: ReactNode }) {
  const [language, setLanguage] = useState(first)

  useEffect(() => {
    let gone = false
    storage.get('language').then((stored) => {
      const known = LANGUAGES.find((one) => one === stored)
      if (!gone && known !== undefined) setLanguage(known)
    })
    return () => {
      gone = true
    }
  }, [storage])

  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  const spoken = useMemo<Spoken>(
    () => ({
      language,
      messages: MESSAGES[language],
      setLanguage(chosen) {
        setLanguage(chosen)
        void storage.set('language', chosen)
      },
    }),
    [language, storage],
  )
  return <MessagesContext value={spoken}>{children}</MessagesContext>
}

export function useMessages(): Messages {
  return use(MessagesContext).messages
}

export function useLanguage(): Pick<Spoken, 'language' | 'setLanguage'> {
  return use(MessagesContext)
}
