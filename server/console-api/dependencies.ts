/** What the console's door is given. */

import type { ReadCountsDependencies } from '../flow/dashboard/readCounts.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import type { ProveDependencies } from '../flow/enrolment/prove.ts'
import type { ReadSessionsDependencies } from '../flow/review/readSessions.ts'
import type { SignInDependencies } from '../flow/team/signIn.ts'

export type ConsoleDependencies = Dependencies &
  SignInDependencies &
  ReadSessionsDependencies &
  ReadCountsDependencies &
  ProveDependencies
