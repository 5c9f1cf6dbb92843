import { type FocusEvent, useState } from 'react'

/** Whether somebody's pointer or focus is within an element, and what to put on it to know. */
export function useReading() {
  const [isPointed, setIsPointed] = useState(false)
  const [isFocused, setIsFocused] = useState(false)
  return {
    isReading: isPointed || isFocused,
    watched: {
      onPointerEnter: () => setIsPointed(true),
      onPointerLeave: () => setIsPointed(false),
      onFocus: () => setIsFocused(true),
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        // A dialog over the list takes the focus for a while; the reader comes back to the same row.
        if (relatedTarget instanceof HTMLElement && relatedTarget.closest('[role=dialog]') !== null) return
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsFocused(false)
      },
    },
  }
}
