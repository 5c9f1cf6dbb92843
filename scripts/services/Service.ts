/** Something running that others connect to. `stop` ends only what was started here, and may be called twice. */
export type Service = { url: string; stop(): Promise<void> }

export type Log = (line: string) => void

/** `temporary`: for a test run; quick instead of safe, and `stop` removes its data. */
export type ServiceOptions = { dataDir: string; log: Log; temporary?: boolean }
