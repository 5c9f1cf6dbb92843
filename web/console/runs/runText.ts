import type { Run } from '../../../server/contract/runs.ts'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'

type RunError = NonNullable<Run['error']>

/** What a run does now, and why it failed, in words. */
export function useRunText() {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale())
  return {
    progressText({ step, done, total }: Pick<Run, 'step' | 'done' | 'total'>): string {
      const doing = text(`run.step.${step}`)
      if (done === 0 && total === null) return doing
      return total === null
        ? text('run.progress.uncounted', { step: doing, done: number.format(done) })
        : text('run.progress', { step: doing, done: number.format(done), total: number.format(total) })
    },

    errorText({ code, ...numbers }: RunError): string {
      return text(`run.error.${code}`, numbers)
    },
  }
}
