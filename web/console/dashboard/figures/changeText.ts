import type { useText } from '../../i18n/useText.ts'

/** A count against that of the span before, in the shortest words. */
export function changeText(
  { now, before }: { now: number; before: number },
  locale: string,
  text: ReturnType<typeof useText>,
): string {
  if (before === 0) return text('dashboard.before', { count: '0' })
  const share = (now - before) / before
  const percent = new Intl.NumberFormat(locale, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
  })
  const count = new Intl.NumberFormat(locale).format(before)
  return text('dashboard.change', { change: percent.format(share), count })
}
