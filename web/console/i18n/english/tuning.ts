/** Texts of the pages on which the engine is tuned. They are fetched with the first of these pages: few readers open one. */
import { englishLists } from './lists.ts'
import { englishModels } from './models.ts'
import { englishReplays } from './replays.ts'
import { englishRules } from './rules.ts'

export const englishTuning = {
  ...englishRules,
  ...englishLists,
  ...englishModels,
  ...englishReplays,
} as const
