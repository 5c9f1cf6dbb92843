/** As much as the server takes of one file, bytes. */
export const FILE_BYTES_MOST = 10 * 1024 * 1024

/** 812 B, 14 kB, 3.2 MB. */
export function fileSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1_000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1e6, 'MB']
  const digits = unit === 'MB' ? 1 : 0
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)}\u00a0${unit}`
}
