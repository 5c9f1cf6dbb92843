type Ways = { what: string; path: string; apt: string; variable: string }

/** Something that the project needs is not there and cannot be had by itself; says the three ways to it. */
export class MissingService extends Error {
  override name = 'MissingService'

  constructor({ what, path, apt, variable }: Ways, cause?: unknown) {
    super(
      [
        `${what} is missing. Any one of these provides it:`,
        `  - PATH: ${path}`,
        `  - apt: ${apt}`,
        `  - variable: ${variable}`,
        ...(cause instanceof Error ? [`What was tried: ${cause.message}`] : []),
      ].join('\n'),
    )
  }
}
