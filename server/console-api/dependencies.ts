/** What the console's door is given. */
import type { Dependencies } from '../flow/dependencies.ts'
import type { ExportDependencies } from '../flow/export.ts'
import type { ProveDependencies } from '../flow/prove.ts'
import type { ReadCountsDependencies } from '../flow/readCounts.ts'
import type { ReadSessionsDependencies } from '../flow/readSessions.ts'
import type { SignInDependencies } from '../flow/signIn.ts'

export type ConsoleDependencies = Dependencies &
  SignInDependencies &
  ReadSessionsDependencies &
  ReadCountsDependencies &
  ExportDependencies &
  ProveDependencies
