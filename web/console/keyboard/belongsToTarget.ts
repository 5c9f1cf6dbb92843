/** Keys that somebody types into a field, or that a button, a menu or a dialog wants, are not commands. */
const FIELDS = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]'
const PRESSABLE = 'a, button, summary, [role=button], [role=tab], [role=menuitem], input'
const LAYERS = '[role=dialog], [role=listbox], .MuiPopover-root'

export function belongsToTarget({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest(`${FIELDS}, ${LAYERS}`) !== null) return true
  // A dialog that has not taken the focus yet still is in front.
  if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return true
  return (key === 'Enter' || key === ' ') && target.closest(PRESSABLE) !== null
}
