import type { ReactNode } from 'react'
import { useLanguage } from './text/MessagesProvider.tsx'
import { LANGUAGES, MESSAGES } from './text/messages.ts'

/** On a phone the whole screen; on a desk a phone in the middle of it. */
export function PhoneFrame({ children }: { children: ReactNode }) {
  const { language, setLanguage } = useLanguage()
  return (
    <div className="phone">
      <header className="bar">
        <span className="brand">Countersign</span>
        <span className="languages">
          {LANGUAGES.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === language}
              aria-label={MESSAGES[one].languageName}
              onClick={() => setLanguage(one)}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </span>
      </header>
      <main className="screen">{children}</main>
    </div>
  )
}
