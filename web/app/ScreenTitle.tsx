import { type ReactNode, useEffect, useRef } from 'react'

/** The heading of a new screen takes the focus, so that a screen reader starts there. */
export function ScreenTitle({ children, id }: { children: ReactNode; id?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <h1 ref={heading} id={id} tabIndex={-1}>
      {children}
    </h1>
  )
}
