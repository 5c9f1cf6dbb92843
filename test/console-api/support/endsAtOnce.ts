/** A training process that dies before it says a word. */
process.exit(1)
